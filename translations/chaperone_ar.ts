<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>EventFeed</name>
    <message>
        <source>certain</source>
        <translation>مؤكد</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>مرجّح</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>محتمل</translation>
    </message>
    <message>
        <source>Chaperone started.</source>
        <translation>بدأ Chaperone.</translation>
    </message>
    <message>
        <source>Chaperone was closed.</source>
        <translation>أُغلق Chaperone.</translation>
    </message>
    <message>
        <source>Checking was paused.</source>
        <translation>أُوقف الفحص مؤقتًا.</translation>
    </message>
    <message>
        <source>Checking goes on.</source>
        <translation>الفحص مستمر.</translation>
    </message>
    <message>
        <source>Policy in force: %1</source>
        <translation>السياسة السارية: %1</translation>
    </message>
    <message>
        <source>A new policy has a mistake and was not taken; the last good one stays.</source>
        <translation>في السياسة الجديدة خطأ فلم تُعتمد؛ وتبقى آخر سياسة سليمة.</translation>
    </message>
    <message>
        <source>The log was damaged. The damaged file was kept and a new one begun.</source>
        <translation>كان السجل تالفًا. حُفظ الملف التالف وبدأ ملف جديد.</translation>
    </message>
    <message>
        <source>The page of %1 has changed; what is sent there may be seen only later.</source>
        <translation>تغيّرت صفحة %1؛ وقد لا يُرى ما يُرسل إليها إلا لاحقًا.</translation>
    </message>
    <message>
        <source>Files given to %1 are not checked yet.</source>
        <translation>الملفات المرسلة إلى %1 لا تُفحص بعد.</translation>
    </message>
    <message>
        <source>The browser extension was updated.</source>
        <translation>حُدّثت إضافة المتصفح.</translation>
    </message>
    <message>
        <source>Older entries were emptied, as your policy says.</source>
        <translation>أُفرغت المُدخلات الأقدم كما تنص عليه سياستك.</translation>
    </message>
    <message>
        <source>The last entry is long ago. Older entries are emptied after a day, in case the clock is wrong.</source>
        <translation>آخر مُدخل قديم جدًا. لن تُفرَغ المُدخلات الأقدم إلا بعد يوم، تحسبًا لخطأ في الساعة.</translation>
    </message>
    <message>
        <source>Entries were emptied: %1</source>
        <translation>أُفرغت مُدخلات: %1</translation>
    </message>
    <message>
        <source>An isolated window was opened for %1.</source>
        <translation>فُتحت نافذة معزولة لـ %1.</translation>
    </message>
    <message>
        <source>The isolated window for %1 was closed.</source>
        <translation>أُغلقت النافذة المعزولة لـ %1.</translation>
    </message>
    <message>
        <source>Something in the policy does not count: %1</source>
        <translation>شيء في السياسة لا يُحتسب: %1</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>It could not be read, so it could not be checked.</source>
        <translation>تعذّرت قراءته، فتعذّر فحصه.</translation>
    </message>
    <message>
        <source>It was not uploaded.</source>
        <translation>لم يُرفع.</translation>
    </message>
</context>
<context>
    <name>Launch</name>
    <message>
        <source>The isolated window does not run as root: the browser engine’s sandbox cannot work there. Start Chaperone as an ordinary user.</source>
        <translation>لا تعمل النافذة المعزولة بحساب root: فلا يعمل صندوق الحماية لمحرّك المتصفح هناك. شغّل Chaperone بحساب عادي.</translation>
    </message>
    <message>
        <source>The isolated window takes no settings for its browser engine: its sandbox stays on.</source>
        <translation>لا تقبل النافذة المعزولة إعدادات لمحرّك متصفحها: يبقى صندوق حمايته مفعّلًا.</translation>
    </message>
</context>
<context>
    <name>PolicyDialog</name>
    <message>
        <source>Nobody: the default</source>
        <translation>لا أحد: القيمة الافتراضية</translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>Your organisation</source>
        <translation>مؤسستك</translation>
    </message>
    <message>
        <source>Written in %1</source>
        <translation>مكتوب في %1</translation>
    </message>
    <message>
        <source>You have set “%1”. That does not count: you may tighten what your organisation says, not loosen it.</source>
        <translation>لقد ضبطتَ ”%1“. هذا لا يُحتسب: يمكنك تشديد ما تقوله مؤسستك لا تخفيفه.</translation>
    </message>
    <message>
        <source>Your organisation looks after this computer. You may tighten what it says for yourself, never loosen it.</source>
        <translation>مؤسستك تدير هذا الحاسوب. يمكنك أن تشدّد على نفسك ما تقوله، ولا يمكنك تخفيفه أبدًا.</translation>
    </message>
    <message>
        <source>Nobody has set anything for this computer; what you set yourself counts.</source>
        <translation>لم يضبط أحد شيئًا لهذا الحاسوب؛ ويُحتسب ما تضبطه أنت.</translation>
    </message>
    <message>
        <source>In force: %1, which came with the program.</source>
        <translation>السارية الآن: %1، وهي مرفقة مع البرنامج.</translation>
    </message>
    <message>
        <source>In force: %1, from %2.</source>
        <translation>السارية الآن: %1، من %2.</translation>
    </message>
</context>
<context>
    <name>PolicyPage</name>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>غير مضبوط</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Pasted</source>
        <translation>لُصق</translation>
    </message>
    <message>
        <source>Sent as a prompt</source>
        <translation>أُرسل كمطالبة</translation>
    </message>
    <message>
        <source>File chosen</source>
        <translation>اختير ملف</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>أُفلت</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>وصلت إجابة</translation>
    </message>
    <message>
        <source>Copied to the clipboard</source>
        <translation>نُسخ إلى الحافظة</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>نُزِّل</translation>
    </message>
    <message>
        <source>Prompt to an agent</source>
        <translation>مطالبة لوكيل</translation>
    </message>
    <message>
        <source>Tool used by an agent</source>
        <translation>أداة استخدمها وكيل</translation>
    </message>
    <message>
        <source>File checked</source>
        <translation>فُحص ملف</translation>
    </message>
    <message>
        <source>Let through</source>
        <translation>سُمح به</translation>
    </message>
    <message>
        <source>Let through, noted</source>
        <translation>سُمح به وسُجِّل</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>تحذير</translation>
    </message>
    <message>
        <source>Asked for a reason</source>
        <translation>طُلب سبب</translation>
    </message>
    <message>
        <source>Offered to redact</source>
        <translation>عُرض الحجب</translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation>عُزل</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>حُظر</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>Sent redacted</source>
        <translation>أُرسل محجوبًا</translation>
    </message>
    <message>
        <source>Sent as it was</source>
        <translation>أُرسل كما هو</translation>
    </message>
    <message>
        <source>Sent with a reason</source>
        <translation>أُرسل مع سبب</translation>
    </message>
    <message>
        <source>Went back to edit</source>
        <translation>عُدتَ إلى التحرير</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Marked as not sensitive</source>
        <translation>وُسم بأنه غير حساس</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>لم يُرسل</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>لا رد في الوقت المحدد</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>كُتب</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>نُسخ</translation>
    </message>
    <message>
        <source>Copied from %1</source>
        <translation>نُسخ من %1</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>من ملف</translation>
    </message>
    <message>
        <source>Fetched by the page</source>
        <translation>جلبته الصفحة</translation>
    </message>
    <message>
        <source>Put together by an agent</source>
        <translation>جمعه وكيل</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Something found</source>
        <translation>وُجد شيء</translation>
    </message>
    <message>
        <source>Changed or held back</source>
        <translation>غُيِّر أو مُنع</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>الحافظة</translation>
    </message>
    <message>
        <source>About Chaperone</source>
        <translation>عن Chaperone</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>count × kind of finding</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between findings</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>Nothing sensitive</source>
        <translation>لا شيء حساس</translation>
    </message>
    <message>
        <source>Could not be checked fully</source>
        <translation>تعذّر فحصه كاملًا</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>محميّ</translation>
    </message>
    <message>
        <source>Something was found</source>
        <translation>وُجد شيء</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>متوقف مؤقتًا حتى %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Not protected</source>
        <translation>غير محميّ</translation>
    </message>
    <message>
        <source>What you give to AI tools is checked on this computer before it is sent.</source>
        <translation>ما تعطيه لأدوات الذكاء الاصطناعي يُفحص على هذا الحاسوب قبل إرساله.</translation>
    </message>
    <message>
        <source>The newest lines below say what it was and what became of it.</source>
        <translation>الأسطر الأحدث أدناه تقول ما كان وما آل إليه.</translation>
    </message>
    <message>
        <source>Nothing is checked until then. You can resume at any time.</source>
        <translation>لا يُفحص شيء حتى ذلك الحين. يمكنك الاستئناف في أي وقت.</translation>
    </message>
    <message>
        <source>No browser is connected yet</source>
        <translation>لم يتصل أي متصفح بعد</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <translation>%1 متصل</translation>
    </message>
    <message>
        <source>%1 not connected</source>
        <translation>%1 غير متصل</translation>
    </message>
    <message>
        <source> (%1)</source>
        <comment>a note after a browser&apos;s name</comment>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>قيد الفحص</translation>
    </message>
    <message>
        <source>Intact: no line was changed or removed</source>
        <translation>سليم: لم يُغيَّر أو يُحذف أي سطر</translation>
    </message>
    <message>
        <source>Not as it was written</source>
        <translation>ليس كما كُتب</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>غير متاح</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a problem: its details</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Watched; copied passwords are left alone</source>
        <translation>مراقَبة؛ ولا تُمسّ كلمات المرور المنسوخة</translation>
    </message>
    <message>
        <source>Not watched, as your policy says</source>
        <translation>غير مراقَبة، كما تنص سياستك</translation>
    </message>
    <message>
        <source>Not watched while paused</source>
        <translation>غير مراقَبة أثناء التوقف المؤقت</translation>
    </message>
    <message>
        <source>Not watched: this desktop shows it only to the window in front. Use “Check clipboard now”.</source>
        <translation>غير مراقَبة: سطح المكتب هذا لا يعرضها إلا للنافذة الأمامية. استخدم «فحص الحافظة الآن».</translation>
    </message>
    <message>
        <source>Not watched: there is no connection to the desktop</source>
        <translation>غير مراقَبة: لا اتصال بسطح المكتب</translation>
    </message>
    <message>
        <source>Not watched: macOS would ask you at each copy. Allow it under Settings, Privacy, Paste from Other Apps.</source>
        <translation>غير مراقَبة: سيسألك macOS عند كل نسخ. اسمح بذلك في الإعدادات، الخصوصية، اللصق من تطبيقات أخرى.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1، %2</translation>
    </message>
</context>
<context>
    <name>chaperone::platform::Notifier</name>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Agent</name>
    <message>
        <source>The log cannot be written</source>
        <translation>تتعذر الكتابة في السجل</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 فقط</numerusform>
            <numerusform>%1 وواحد آخر</numerusform>
            <numerusform>%1 واثنان آخران</numerusform>
            <numerusform>%1 و%n أخرى</numerusform>
            <numerusform>%1 و%n أخرى</numerusform>
            <numerusform>%1 و%n أخرى</numerusform>
        </translation>
    </message>
    <message>
        <source>A choice could not be saved</source>
        <translation>تعذر حفظ أحد الاختيارات</translation>
    </message>
    <message>
        <source>A browser could not be connected</source>
        <translation>تعذر وصل أحد المتصفحات</translation>
    </message>
    <message>
        <source>The new policy was not taken</source>
        <translation>لم تُعتمد السياسة الجديدة</translation>
    </message>
    <message>
        <source>Nothing is checked yet: please read the welcome page first.</source>
        <translation>لا يُفحص شيء بعد: يرجى قراءة صفحة الترحيب أولًا.</translation>
    </message>
    <message>
        <source>The newest policy has a mistake; the last good one stays in force. %1</source>
        <translation>في أحدث سياسة خطأ؛ وتبقى آخر سياسة سليمة سارية. %1</translation>
    </message>
    <message>
        <source>Values in answers cannot be shown again</source>
        <translation>لا يمكن إظهار القيم في الإجابات من جديد</translation>
    </message>
    <message>
        <source>The isolated window did not open</source>
        <translation>لم تُفتح النافذة المعزولة</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::ClipboardService</name>
    <message>
        <source>Nothing sensitive was found on the clipboard.</source>
        <translation>لم يُعثر على شيء حساس في الحافظة.</translation>
    </message>
    <message>
        <source>The clipboard is marked as secret, so it was not read.</source>
        <translation>الحافظة معلّمة بأنها سرية، لذلك لم تُقرأ.</translation>
    </message>
    <message>
        <source>The text on the clipboard is too large to check.</source>
        <translation>النص في الحافظة أكبر من أن يُفحص.</translation>
    </message>
    <message>
        <source>The program that holds the clipboard did not answer.</source>
        <translation>لم يستجب البرنامج الذي يحتفظ بالحافظة.</translation>
    </message>
    <message>
        <source>What is on the clipboard was put there by Chaperone.</source>
        <translation>وضع Chaperone ما في الحافظة.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>لا يوجد نص في الحافظة.</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Desk</name>
    <message>
        <source>Chaperone</source>
        <translation>Chaperone</translation>
    </message>
    <message>
        <source>you and the administrators of this computer</source>
        <translation>أنت ومديرو هذا الحاسوب</translation>
    </message>
    <message>
        <source>The log cannot be read</source>
        <translation>تتعذر قراءة السجل</translation>
    </message>
    <message>
        <source>Some of today’s events cannot be shown.</source>
        <translation>يتعذر عرض بعض أحداث اليوم.</translation>
    </message>
</context>
<context>
    <name>chaperone::tray::Rooms</name>
    <message>
        <source>The isolated window ended unexpectedly.</source>
        <translation>انتهت النافذة المعزولة على نحو غير متوقع.</translation>
    </message>
    <message>
        <source>The isolated window could not be started.</source>
        <translation>تعذّر تشغيل النافذة المعزولة.</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::AgentMenu</name>
    <message>
        <source>Show today’s &amp;events</source>
        <translation>عرض &amp;أحداث اليوم</translation>
    </message>
    <message>
        <source>&amp;What is watched…</source>
        <translation>ما الذي تتم مراقبته…</translation>
    </message>
    <message>
        <source>Check &amp;clipboard now</source>
        <translation>فحص &amp;الحافظة الآن</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;استئناف</translation>
    </message>
    <message>
        <source>Your policy does not allow a pause</source>
        <translation>سياستك لا تسمح بالإيقاف المؤقت</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;إيقاف مؤقت</translation>
    </message>
    <message>
        <source>For &amp;15 minutes</source>
        <translation>لمدة &amp;15 دقيقة</translation>
    </message>
    <message>
        <source>For 1 &amp;hour</source>
        <translation>لمدة ساعة &amp;واحدة</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>حتى &amp;الغد</translation>
    </message>
    <message>
        <source>&amp;Isolated window</source>
        <translation>&amp;نافذة معزولة</translation>
    </message>
    <message>
        <source>Your p&amp;olicy…</source>
        <translation>&amp;سياستك…</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventDetail</name>
    <message>
        <source>The log’s lines about this event</source>
        <translation>أسطر السجل عن هذا الحدث</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>اختر سطرًا</translation>
    </message>
    <message>
        <source>Here you see all that is kept about it, in plain words.</source>
        <translation>هنا ترى بكلمات واضحة كل ما يُحفظ عنه.</translation>
    </message>
    <message>
        <source>This is all that is kept about it. The text itself is not stored.</source>
        <translation>هذا كل ما يُحفظ عنه. النص نفسه لا يُخزَّن.</translation>
    </message>
    <message>
        <source>This is all that is kept about it.</source>
        <translation>هذا كل ما يُحفظ عنه.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>ماذا حدث</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>من أين جاء</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>لم يكتمل</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>القرار</translation>
    </message>
    <message>
        <source>%1, by the rule “%2”</source>
        <comment>decision, rule</comment>
        <translation>%1، وفق القاعدة «%2»</translation>
    </message>
    <message>
        <source>You chose</source>
        <translation>اختيارك</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>لا شيء بعد</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>سببك</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>ما وُجد</translation>
    </message>
    <message>
        <source>&amp;Hide the stored lines</source>
        <translation>&amp;إخفاء الأسطر المخزَّنة</translation>
    </message>
    <message>
        <source>&amp;Show the stored lines</source>
        <translation>&amp;إظهار الأسطر المخزَّنة</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>القرار</translation>
    </message>
    <message>
        <source>You chose</source>
        <translation>اختيارك</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>سببك</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::EventsWindow</name>
    <message>
        <source>Chaperone: today’s events</source>
        <translation>Chaperone: أحداث اليوم</translation>
    </message>
    <message>
        <source>&amp;Menu</source>
        <translation>&amp;القائمة</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;ابحث</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;أظهر</translation>
    </message>
    <message>
        <source>Today’s events</source>
        <translation>أحداث اليوم</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>عرض &amp;الكل</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>فتح المجلد</translation>
    </message>
    <message>
        <source>&amp;What is watched…</source>
        <translation>ما الذي تتم مراقبته…</translation>
    </message>
    <message>
        <source>The log is the file %1. It can be read by: %2.</source>
        <translation>السجل هو الملف %1. يمكن أن يقرأه: %2.</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>الأحداث: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>shown, all</comment>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>لا شيء يطابق</translation>
    </message>
    <message>
        <source>A quiet day so far</source>
        <translation>يوم هادئ حتى الآن</translation>
    </message>
    <message>
        <source>There are events today, but none with these words and of this kind.</source>
        <translation>هناك أحداث اليوم، ولكن ليس بينها ما يحمل هذه الكلمات ومن هذا النوع.</translation>
    </message>
    <message>
        <source>When something is about to go to an AI tool, you see here what was found in it and what you chose.</source>
        <translation>عندما يوشك شيء أن يُرسل إلى أداة ذكاء اصطناعي، ترى هنا ما وُجد فيه وما اخترته.</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>اليوم، %1</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::HealthHeader</name>
    <message>
        <source>Browsers</source>
        <translation>المتصفحات</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>الحافظة</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::Notices</name>
    <message>
        <source>Careful where you paste this</source>
        <translation>انتبه أين تلصق هذا</translation>
    </message>
    <message>
        <source>On the clipboard: %1.</source>
        <translation>في الحافظة: %1.</translation>
    </message>
    <message>
        <source>On the clipboard: %1, copied from %2.</source>
        <translation>في الحافظة: %1، نُسخ من %2.</translation>
    </message>
    <message>
        <source>Show today’s events</source>
        <translation>عرض أحداث اليوم</translation>
    </message>
    <message>
        <source>Clipboard checked</source>
        <translation>تم فحص الحافظة</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>تم الإيقاف</translation>
    </message>
    <message>
        <source>%1 was about to send something sensitive in a part of the page that cannot be seen.</source>
        <translation>كان %1 على وشك إرسال شيء حساس من جزء من الصفحة لا يمكن رؤيته.</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::PolicyDialog</name>
    <message>
        <source>Your policy</source>
        <translation>سياستك</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>الإعداد</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>ضبطه</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;إغلاق</translation>
    </message>
    <message>
        <source>What does not count:</source>
        <translation>ما لا يُحتسب:</translation>
    </message>
</context>
<context>
    <name>chaperone::ui::WelcomeDialog</name>
    <message>
        <source>Welcome to Chaperone</source>
        <translation>مرحبًا بك في Chaperone</translation>
    </message>
    <message>
        <source>What Chaperone watches</source>
        <translation>ما الذي يراقبه Chaperone</translation>
    </message>
    <message>
        <source>Before the first check</source>
        <translation>قبل الفحص الأول</translation>
    </message>
    <message>
        <source>Chaperone sits beside you while you work with AI tools and speaks up before something sensitive leaves. It decides on this computer; nothing you type or copy is sent to us or to anyone else.</source>
        <translation>يجلس Chaperone إلى جانبك وأنت تعمل مع أدوات الذكاء الاصطناعي، وينبّهك قبل أن يخرج شيء حساس. يقرر على هذا الحاسوب؛ ولا يُرسل شيء مما تكتبه أو تنسخه إلينا أو إلى أي أحد آخر.</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>ما الذي تتم مراقبته</translation>
    </message>
    <message>
        <source>What you paste, type, drop or upload into %1, and text that you copy. Passwords that a password manager marks as secret are never looked at.</source>
        <translation>ما تلصقه أو تكتبه أو تفلته أو ترفعه في %1، والنص الذي تنسخه. أما كلمات المرور التي يعلّمها مدير كلمات المرور بأنها سرية فلا يُنظر إليها أبدًا.</translation>
    </message>
    <message>
        <source>What you paste, type, drop or upload into %1. The clipboard is looked at only when you ask for it.</source>
        <translation>ما تلصقه أو تكتبه أو تفلته أو ترفعه في %1. ولا يُنظر إلى الحافظة إلا عندما تطلب ذلك.</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>ما الذي يُحفظ</translation>
    </message>
    <message>
        <source>When, in which tool, which kinds of sensitive data and how many, a masked excerpt such as “•••• 1111”, what was decided and what you chose, with your reason.</source>
        <translation>متى، وفي أي أداة، وأي أنواع من البيانات الحساسة وكم عددها، ومقتطف محجوب مثل «•••• 1111»، وما تقرر وما اخترته مع سببك.</translation>
    </message>
    <message>
        <source>It is deleted after %1 days.</source>
        <translation>يُحذف بعد مرور هذا العدد من الأيام: %1.</translation>
    </message>
    <message>
        <source>It stays until the log is deleted.</source>
        <translation>يبقى حتى يُحذف السجل.</translation>
    </message>
    <message>
        <source>What is never kept</source>
        <translation>ما لا يُحفظ أبدًا</translation>
    </message>
    <message>
        <source>Your prompts and the answers. Your policy keeps a sealed copy of what was found, which only its key holder can open. No keystrokes, no screenshots, no browsing history.</source>
        <translation>مطالباتك والإجابات. تحتفظ سياستك بنسخة مختومة مما وُجد، لا يفتحها إلا من يملك مفتاحها. لا ضغطات مفاتيح، ولا لقطات شاشة، ولا سجل تصفح.</translation>
    </message>
    <message>
        <source>Your prompts, the answers, what you copied. No keystrokes, no screenshots, no browsing history.</source>
        <translation>مطالباتك، والإجابات، وما نسخته. لا ضغطات مفاتيح، ولا لقطات شاشة، ولا سجل تصفح.</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>من يمكنه قراءته</translation>
    </message>
    <message>
        <source>%1. The log is the file %2, and you see the same lines as anyone else who may.</source>
        <translation>%1. السجل هو الملف %2، وأنت ترى الأسطر نفسها التي يراها أي شخص آخر يُسمح له.</translation>
    </message>
    <message>
        <source>How to pause</source>
        <translation>كيف توقفه مؤقتًا</translation>
    </message>
    <message>
        <source>In the menu of the icon in your panel, for 15 minutes, an hour or until tomorrow. A pause is noted in the log; what you do meanwhile is not.</source>
        <translation>من قائمة الأيقونة في لوحتك، لمدة 15 دقيقة أو ساعة أو حتى الغد. يُسجَّل الإيقاف المؤقت في السجل؛ أما ما تفعله خلاله فلا.</translation>
    </message>
    <message>
        <source>Your policy does not allow a pause on this computer. Ask the people who look after it if that gets in your way.</source>
        <translation>سياستك لا تسمح بالإيقاف المؤقت على هذا الحاسوب. إن كان ذلك يعيقك فاسأل المسؤولين عنه.</translation>
    </message>
    <message>
        <source>See the &amp;log</source>
        <translation>عرض &amp;السجل</translation>
    </message>
    <message>
        <source>&amp;Start checking</source>
        <translation>ابدأ الفحص</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;إغلاق</translation>
    </message>
</context>
<context>
    <name>chaperone::window::Doorkeeper</name>
    <message>
        <source>Isolated window</source>
        <translation>نافذة معزولة</translation>
    </message>
    <message>
        <source>Without the sensitive part</source>
        <translation>من دون الجزء الحساس</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>كما هو</translation>
    </message>
    <message>
        <source>Don’t</source>
        <translation>لا</translation>
    </message>
</context>
<context>
    <name>chaperone::window::NoticeBar</name>
    <message>
        <source>OK</source>
        <translation>حسنًا</translation>
    </message>
</context>
<context>
    <name>chaperone::window::RoomHeader</name>
    <message>
        <source>Chromium %1, security fixes up to %2</source>
        <translation>Chromium %1، إصلاحات أمنية حتى %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>إعادة تحميل</translation>
    </message>
    <message>
        <source>What applies here</source>
        <translation>ما يسري هنا</translation>
    </message>
    <message>
        <source>Isolated window: %1</source>
        <translation>نافذة معزولة: %1</translation>
    </message>
    <message>
        <source>What you enter is checked before it leaves. Nothing is kept when you close it.</source>
        <translation>يُفحص ما تكتبه قبل أن يغادر. ولا يُحفظ شيء بعد إغلاقها.</translation>
    </message>
    <message>
        <source>Screenshots do not show it.</source>
        <translation>لا تظهر في لقطات الشاشة.</translation>
    </message>
</context>
<context>
    <name>chaperone::window::RoomWindow</name>
    <message>
        <source>allowed</source>
        <translation>مسموح</translation>
    </message>
    <message>
        <source>checked first</source>
        <translation>يُفحص أولًا</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>غير ممكن</translation>
    </message>
    <message>
        <source>Isolated window: %1</source>
        <translation>نافذة معزولة: %1</translation>
    </message>
    <message>
        <source>Your policy has changed, so the page was loaded again.</source>
        <translation>تغيّرت سياستك، لذلك أُعيد تحميل الصفحة.</translation>
    </message>
    <message>
        <source>The page wanted to send a form past the check. It was not sent.</source>
        <translation>أرادت الصفحة إرسال نموذج من دون فحص. لم يُرسل.</translation>
    </message>
    <message>
        <source>This window stays with %1. The link was not opened.</source>
        <translation>تبقى هذه النافذة مع %1. لم يُفتح الرابط.</translation>
    </message>
    <message>
        <source>This window stays with %1. It did not go to %2.</source>
        <translation>تبقى هذه النافذة مع %1. لم تنتقل إلى %2.</translation>
    </message>
    <message>
        <source>Your policy does not let you paste here. You can type.</source>
        <translation>لا تسمح سياستك باللصق هنا. يمكنك الكتابة.</translation>
    </message>
    <message>
        <source>Your policy does not let files into this window.</source>
        <translation>لا تسمح سياستك بإدخال ملفات إلى هذه النافذة.</translation>
    </message>
    <message>
        <source>To bring a file in, use the page’s upload button: it is checked there.</source>
        <translation>لإدخال ملف استخدم زر الرفع في الصفحة: يُفحص هناك.</translation>
    </message>
    <message>
        <source>What is in this window stays in it: nothing was copied.</source>
        <translation>ما في هذه النافذة يبقى فيها: لم يُنسخ شيء.</translation>
    </message>
    <message>
        <source>That could not be copied: it stays in this window.</source>
        <translation>تعذّر نسخ ذلك: يبقى في هذه النافذة.</translation>
    </message>
    <message>
        <source>Paste and drop</source>
        <translation>اللصق والإفلات</translation>
    </message>
    <message>
        <source>Upload files</source>
        <translation>رفع الملفات</translation>
    </message>
    <message>
        <source>Download files</source>
        <translation>تنزيل الملفات</translation>
    </message>
    <message>
        <source>Copy out</source>
        <translation>النسخ إلى الخارج</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>الطباعة</translation>
    </message>
    <message>
        <source>The page’s own use of the clipboard</source>
        <translation>استخدام الصفحة نفسها للحافظة</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The page was not let to: %1</source>
        <translation>لم يُسمح للصفحة بالوصول إلى: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>What applies here</source>
        <translation>ما يسري هنا</translation>
    </message>
    <message>
        <source>Your policy opens this window for %1 on these terms.</source>
        <translation>تفتح سياستك هذه النافذة لـ %1 بهذه الشروط.</translation>
    </message>
    <message>
        <source>The page stopped</source>
        <translation>توقفت الصفحة</translation>
    </message>
    <message>
        <source>Something went wrong while the page was shown. Nothing left this window because of it. What you had written and not sent is gone.</source>
        <translation>حدث خطأ أثناء عرض الصفحة. لم يغادر شيء هذه النافذة بسببه. وما كتبته ولم ترسله قد ضاع.</translation>
    </message>
    <message>
        <source>Load it again</source>
        <translation>حمّلها مجددًا</translation>
    </message>
    <message>
        <source>Chaperone has ended</source>
        <translation>انتهى Chaperone</translation>
    </message>
    <message>
        <source>Nobody can check what you write, so this window shows nothing more. Start Chaperone again and open a new one.</source>
        <translation>لا أحد يستطيع فحص ما تكتبه، لذلك لا تعرض هذه النافذة شيئًا بعد الآن. شغّل Chaperone مجددًا وافتح نافذة جديدة.</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>أغلق هذه النافذة</translation>
    </message>
    <message>
        <source>Choose what to upload</source>
        <translation>اختر ما يُرفع</translation>
    </message>
    <message>
        <source>Your policy does not let files out of this window.</source>
        <translation>لا تسمح سياستك بإخراج ملفات من هذه النافذة.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>احفظ الملف</translation>
    </message>
    <message>
        <source>It was not saved.</source>
        <translation>لم يُحفظ.</translation>
    </message>
    <message>
        <source>It could not be written there.</source>
        <translation>تعذّرت كتابته هناك.</translation>
    </message>
    <message>
        <source>Your policy does not let you print from this window.</source>
        <translation>لا تسمح سياستك بالطباعة من هذه النافذة.</translation>
    </message>
    <message>
        <source>It was not printed.</source>
        <translation>لم يُطبع.</translation>
    </message>
    <message>
        <source>It could not be printed.</source>
        <translation>تعذّرت الطباعة.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Sits beside you while you talk to AI.</source>
        <translation>يرافقك وأنت تتحدث مع الذكاء الاصطناعي.</translation>
    </message>
    <message>
        <source>Keep everything (policy, keys, log, socket) in DIR.</source>
        <translation>احتفظ بكل شيء (السياسة والمفاتيح والسجل والمقبس) في DIR.</translation>
    </message>
</context>
<context>
    <name>window_main</name>
    <message>
        <source>Shows one AI app in an isolated window. Chaperone starts it.</source>
        <translation>يعرض تطبيق ذكاء اصطناعي واحدًا في نافذة معزولة. يشغّله Chaperone.</translation>
    </message>
    <message>
        <source>Speak to the agent of this profile folder.</source>
        <translation>التحدث إلى وكيل مجلد الملف الشخصي هذا.</translation>
    </message>
    <message>
        <source>The AI app’s host, such as chatgpt.com.</source>
        <translation>مضيف تطبيق الذكاء الاصطناعي، مثل chatgpt.com.</translation>
    </message>
    <message>
        <source>Its browser engine is too old for your policy: %1.</source>
        <translation>محرّك متصفحها أقدم مما تسمح به سياستك: %1.</translation>
    </message>
    <message>
        <source>Isolated window</source>
        <translation>نافذة معزولة</translation>
    </message>
    <message numerus="yes">
        <source>The isolated window’s browser engine is %n months behind.</source>
        <translation>
            <numerusform>محرّك متصفح النافذة المعزولة محدَّث.</numerusform>
            <numerusform>محرّك متصفح النافذة المعزولة متأخر شهرًا واحدًا.</numerusform>
            <numerusform>محرّك متصفح النافذة المعزولة متأخر شهرين.</numerusform>
            <numerusform>محرّك متصفح النافذة المعزولة متأخر %n أشهر.</numerusform>
            <numerusform>محرّك متصفح النافذة المعزولة متأخر %n شهرًا.</numerusform>
            <numerusform>محرّك متصفح النافذة المعزولة متأخر %n شهر.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. A page that means harm could use what was found since. Open it only for a site you trust, or ask for a newer Chaperone.</source>
        <translation>%1. قد تستغل صفحة ضارة ما اكتُشف منذ ذلك الحين. لا تفتحها إلا لموقع تثق به، أو اطلب نسخة أحدث من Chaperone.</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>افتحها مع ذلك</translation>
    </message>
    <message>
        <source>Don’t open it</source>
        <translation>لا تفتحها</translation>
    </message>
</context>
</TS>
