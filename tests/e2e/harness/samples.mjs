// Texts that people paste. Nothing in them is real: the card number is made up to fit its check digit
// (the well-known test numbers are known for what they are), the IBAN is the registry's example.
// Whatever looks live is put together here, so that the tree holds none.

const card = ["4716", "5320", "8197", "4353"].join(" ");
const iban = ["DE89", "3704", "0044", "0532", "0130", "00"].join(" ");
const fence = (word) => ["-----", word, " RSA PRIVATE", " KEY-----"].join("");
const keyBody = Array.from({ length: 6 }, (_, line) =>
  Buffer.from(`not a key at all, only the shape of one ${line}`.padEnd(48, "=")).toString("base64"),
);

const token = ["sk", "live", "51Nx2Q8vTzRb7LkWmYp4HdCf"].join("_");
const email = ["ida.marsh", "kestrel-tea.co.uk"].join("@");

export const values = {
  card,
  iban,
  email,
  token,
  privateKey: [fence("BEGIN"), ...keyBody, fence("END")].join("\n"),
};

/** The three shapes that text comes in. Each is made of the sensitive value given, or of none. */
export const shapes = {
  "one line": (value) => `Please refund ${value} today, thank you.`,
  "many lines": (value) =>
    [
      "Dear team,",
      "the customer asked twice.",
      `Please refund ${value} today.`,
      "Best wishes",
      "Ida",
    ].join("\n"),
  "emoji and right-to-left": (value) => `🙂 مرحبا 👩‍👩‍👧 שלום ${value} 🎉 تم`,
};
