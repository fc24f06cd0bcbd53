#include "code/Languages.h"

#include <algorithm>
#include <string>

namespace chaperone::code {
namespace {

constexpr std::array<Language, kClasses> kAll{{
    {"python", "Python", "code.python", "code_python", Kind::Program,
     " python py python3 py3 pycon "},
    {"javascript", "JavaScript", "code.javascript", "code_javascript", Kind::Program,
     " javascript js jsx mjs cjs node "},
    {"typescript", "TypeScript", "code.typescript", "code_typescript", Kind::Program,
     " typescript ts mts cts "},
    {"tsx", "TSX", "code.tsx", "code_tsx", Kind::Program, " tsx "},
    {"java", "Java", "code.java", "code_java", Kind::Program, " java "},
    {"c", "C", "code.c", "code_c", Kind::Program, " c h "},
    {"cpp", "C++", "code.c++", "code_cpp", Kind::Program, " cpp c++ cc cxx hpp hxx "},
    {"csharp", "C#", "code.c#", "code_csharp", Kind::Program, " csharp c# cs "},
    {"go", "Go", "code.go", "code_go", Kind::Program, " go golang "},
    {"rust", "Rust", "code.rust", "code_rust", Kind::Program, " rust rs "},
    {"php", "PHP", "code.php", "code_php", Kind::Markup, " php "},
    {"ruby", "Ruby", "code.ruby", "code_ruby", Kind::Program, " ruby rb "},
    {"swift", "Swift", "code.swift", "code_swift", Kind::Program, " swift "},
    {"kotlin", "Kotlin", "code.kotlin", "code_kotlin", Kind::Program, " kotlin kt kts "},
    {"scala", "Scala", "code.scala", "code_scala", Kind::Program, " scala sc "},
    {"r", "R", "code.r", "code_r", Kind::Program, " r "},
    {"perl", "Perl", "code.perl", "code_perl", Kind::Program, " perl pl pm "},
    {"lua", "Lua", "code.lua", "code_lua", Kind::Program, " lua "},
    {"haskell", "Haskell", "code.haskell", "code_haskell", Kind::Program, " haskell hs "},
    {"elixir", "Elixir", "code.elixir", "code_elixir", Kind::Program, " elixir ex exs "},
    {"erlang", "Erlang", "code.erlang", "code_erlang", Kind::Program, " erlang erl "},
    {"clojure", "Clojure", "code.clojure", "code_clojure", Kind::Program, " clojure clj cljs edn "},
    {"fsharp", "F#", "code.f#", "code_fsharp", Kind::Program, " fsharp f# fs "},
    {"ocaml", "OCaml", "code.ocaml", "code_ocaml", Kind::Program, " ocaml ml "},
    {"dart", "Dart", "code.dart", "code_dart", Kind::Program, " dart "},
    {"julia", "Julia", "code.julia", "code_julia", Kind::Program, " julia jl "},
    {"matlab", "MATLAB", "code.matlab", "code_matlab", Kind::Program, " matlab octave "},
    {"objc", "Objective-C", "code.objective-c", "code_objc", Kind::Program,
     " objc objective-c objectivec obj-c "},
    {"vbnet", "Visual Basic .NET", "code.visual basic .net", "code_vbnet", Kind::Program,
     " vbnet vb vb.net visualbasic "},
    {"vba", "VBA", "code.vba", "code_vba", Kind::Program, " vba vbs vbscript "},
    {"powershell", "PowerShell", "code.powershell", "code_powershell", Kind::Program,
     " powershell ps1 pwsh ps "},
    {"shell", "Shell", "code.shell", "code_shell", Kind::Program, " shell sh bash zsh ksh "},
    {"batch", "Batchfile", "code.batchfile", "code_batch", Kind::Program,
     " batch batchfile bat cmd "},
    {"sql", "SQL", "code.sql", "code_sql", Kind::Program,
     " sql mysql postgresql postgres sqlite tsql "},
    {"plsql", "PLSQL", "code.plsql", "code_plsql", Kind::Program, " plsql pls "},
    {"html", "HTML", "code.html", "code_html", Kind::Markup, " html htm xhtml "},
    {"css", "CSS", "code.css", "code_css", Kind::Style, " css "},
    {"scss", "SCSS", "code.scss", "code_scss", Kind::Style, " scss sass "},
    {"less", "Less", "code.less", "code_less", Kind::Style, " less "},
    {"xml", "XML", "code.xml", "code_xml", Kind::Markup, " xml xsd xslt xsl svg "},
    {"json", "JSON", "code.json", "code_json", Kind::Data, " json jsonc json5 jsonl "},
    {"yaml", "YAML", "code.yaml", "code_yaml", Kind::Data, " yaml yml "},
    {"toml", "TOML", "code.toml", "code_toml", Kind::Data, " toml "},
    {"ini", "INI", "code.ini", "code_ini", Kind::Data, " ini cfg conf properties "},
    {"dockerfile", "Dockerfile", "code.dockerfile", "code_dockerfile", Kind::Program,
     " dockerfile docker containerfile "},
    {"makefile", "Makefile", "code.makefile", "code_makefile", Kind::Program, " makefile make mk "},
    {"cmake", "CMake", "code.cmake", "code_cmake", Kind::Program, " cmake "},
    {"hcl", "HCL", "code.hcl", "code_hcl", Kind::Program, " hcl terraform tf "},
    {"graphql", "GraphQL", "code.graphql", "code_graphql", Kind::Program, " graphql gql "},
    {"protobuf", "Protocol Buffer", "code.protocol buffer", "code_protobuf", Kind::Program,
     " protobuf proto proto3 "},
    {"assembly", "Assembly", "code.assembly", "code_assembly", Kind::Program,
     " assembly asm nasm s "},
    {"fortran", "Fortran", "code.fortran", "code_fortran", Kind::Program, " fortran f90 f95 "},
    {"cobol", "COBOL", "code.cobol", "code_cobol", Kind::Program, " cobol cbl "},
    {"pascal", "Pascal", "code.pascal", "code_pascal", Kind::Program, " pascal pas delphi "},
    {"ada", "Ada", "code.ada", "code_ada", Kind::Program, " ada adb ads "},
    {"groovy", "Groovy", "code.groovy", "code_groovy", Kind::Program, " groovy gradle "},
    {"solidity", "Solidity", "code.solidity", "code_solidity", Kind::Program, " solidity sol "},
    {"verilog", "Verilog", "code.verilog", "code_verilog", Kind::Program,
     " verilog v systemverilog sv "},
    {"vhdl", "VHDL", "code.vhdl", "code_vhdl", Kind::Program, " vhdl vhd "},
    {"tcl", "Tcl", "code.tcl", "code_tcl", Kind::Program, " tcl "},
    {"prolog", "Prolog", "code.prolog", "code_prolog", Kind::Program, " prolog "},
    {"lisp", "Common Lisp", "code.common lisp", "code_lisp", Kind::Program,
     " lisp cl common-lisp "},
    {"scheme", "Scheme", "code.scheme", "code_scheme", Kind::Program, " scheme scm racket "},
    {"elisp", "Emacs Lisp", "code.emacs lisp", "code_elisp", Kind::Program,
     " elisp el emacs-lisp "},
    {"nix", "Nix", "code.nix", "code_nix", Kind::Program, " nix "},
    {"zig", "Zig", "code.zig", "code_zig", Kind::Program, " zig "},
    {"vue", "Vue", "code.vue", "code_vue", Kind::Markup, " vue "},
    {"svelte", "Svelte", "code.svelte", "code_svelte", Kind::Markup, " svelte "},
    {"tex", "TeX", "code.tex", "code_tex", Kind::Program, " tex latex "},
    {"diff", "Diff", "code.diff", "code_diff", Kind::Markup, " diff patch "},
    {"coffeescript", "CoffeeScript", "code.coffeescript", "code_coffeescript", Kind::Program,
     " coffeescript coffee "},
    {"vim", "Vim Script", "code.vim script", "code_vim", Kind::Program, " vim viml vimscript "},
    {"awk", "Awk", "code.awk", "code_awk", Kind::Program, " awk gawk "},
    {"d", "D", "code.d", "code_d", Kind::Program, " d "},
    {"nim", "Nim", "code.nim", "code_nim", Kind::Program, " nim "},
    {"crystal", "Crystal", "code.crystal", "code_crystal", Kind::Program, " crystal cr "},
    {"gdscript", "GDScript", "code.gdscript", "code_gdscript", Kind::Program, " gdscript gd "},
    {"prose", "prose", "", "", Kind::NoCode, " "},
    {"log", "log", "", "", Kind::NoCode, " "},
    {"table", "table", "", "", Kind::NoCode, " "},
    {"trace", "trace", "", "", Kind::NoCode, " "},
}};

constexpr size_t kMaxHintBytes = 20;

} // namespace

std::span<const Language> classes() {
    return kAll;
}

std::span<const Language> languages() {
    return classes().first(kLanguages);
}

std::optional<ClassId> languageOfHint(std::string_view hint) {
    if (hint.empty() || hint.size() > kMaxHintBytes || hint.find(' ') != std::string_view::npos)
        return std::nullopt;
    std::string wanted(1, ' ');
    for (const char c : hint)
        wanted += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    wanted += ' ';
    for (size_t id = 0; id < kLanguages; ++id) {
        if (kAll[id].hints.find(wanted) != std::string_view::npos)
            return static_cast<ClassId>(id);
    }
    return std::nullopt;
}

std::optional<ClassId> classOfSlug(std::string_view slug) {
    const auto found = std::find_if(kAll.begin(), kAll.end(),
                                    [&](const Language& one) { return one.slug == slug; });
    if (found == kAll.end())
        return std::nullopt;
    return static_cast<ClassId>(found - kAll.begin());
}

} // namespace chaperone::code
