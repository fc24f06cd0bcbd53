#include "code/Markers.h"

#include <array>
#include <bitset>
#include <vector>

namespace chaperone::code {
namespace {

struct Marker {
    std::string_view text;
    std::string_view slug;
    float nats;
    bool first; ///< only at the beginning of a line
};

// Format and language definitions of the languages themselves: what nothing else begins with.
constexpr std::array kMarkers{
    Marker{"<?php", "php", 12, false},
    Marker{"<?xml", "xml", 8, true},
    Marker{"<!DOCTYPE html", "html", 6, true},
    Marker{"<!doctype html", "html", 6, true},
    Marker{"package main", "go", 8, true},
    Marker{"syntax = \"proto", "protobuf", 12, true},
    Marker{"pragma solidity", "solidity", 12, true},
    Marker{"cmake_minimum_required", "cmake", 10, true},
    Marker{"\\documentclass", "tex", 10, true},
    Marker{"\\begin{document}", "tex", 10, true},
    Marker{"diff --git ", "diff", 14, true},
    Marker{"@@ -", "diff", 8, true},
    Marker{"using System;", "csharp", 8, true},
    Marker{"using UnityEngine;", "csharp", 8, true},
    Marker{"@echo off", "batch", 10, true},
    Marker{"@ECHO OFF", "batch", 10, true},
    Marker{"IDENTIFICATION DIVISION", "cobol", 14, false},
    Marker{"defmodule ", "elixir", 8, true},
    Marker{"-module(", "erlang", 10, true},
    Marker{"(ns ", "clojure", 6, true},
    Marker{"(in-package ", "lisp", 8, true},
    Marker{"#lang ", "scheme", 8, true},
    Marker{"lexical-binding:", "elisp", 10, false},
    Marker{"(provide '", "elisp", 8, true},
    Marker{"(defcustom ", "elisp", 8, true},
    Marker{"#import <", "objc", 6, true},
    Marker{"@interface ", "objc", 5, true},
    Marker{"@implementation ", "objc", 8, true},
    Marker{"#include <iostream>", "cpp", 8, true},
    Marker{"using namespace std;", "cpp", 8, true},
    Marker{"std::", "cpp", 2, false},
    Marker{"`timescale ", "verilog", 8, true},
    Marker{"ieee.std_logic", "vhdl", 8, false},
    Marker{"IEEE.STD_LOGIC", "vhdl", 8, false},
    Marker{"std_logic", "vhdl", 4, false},
    Marker{"STD_ULOGIC", "vhdl", 6, false},
    Marker{" : Int32", "crystal", 6, false},
    Marker{"] of String", "crystal", 4, false},
    Marker{"(Int32)", "crystal", 6, false},
    Marker{"use strict;", "perl", 6, true},
    Marker{"VB_Name", "vba", 10, false},
    Marker{"const std = @import(", "zig", 12, true},
    Marker{"#[derive(", "rust", 6, false},
    Marker{"import 'package:", "dart", 10, true},
    Marker{"<script setup", "vue", 8, true},
    Marker{"{#if ", "svelte", 6, false},
    Marker{"{#each ", "svelte", 6, false},
};

struct Interpreter {
    std::string_view name;
    std::string_view slug;
};
constexpr std::array kInterpreters{
    Interpreter{"python", "python"},
    Interpreter{"node", "javascript"},
    Interpreter{"deno", "typescript"},
    Interpreter{"perl", "perl"},
    Interpreter{"ruby", "ruby"},
    Interpreter{"php", "php"},
    Interpreter{"Rscript", "r"},
    Interpreter{"lua", "lua"},
    Interpreter{"tclsh", "tcl"},
    Interpreter{"wish", "tcl"},
    Interpreter{"expect", "tcl"},
    Interpreter{"awk", "awk"},
    Interpreter{"pwsh", "powershell"},
    Interpreter{"runhaskell", "haskell"},
    Interpreter{"escript", "erlang"},
    Interpreter{"elixir", "elixir"},
    Interpreter{"groovy", "groovy"},
    Interpreter{"julia", "julia"},
    Interpreter{"coffee", "coffeescript"},
    Interpreter{"crystal", "crystal"},
    Interpreter{"make", "makefile"},
    Interpreter{"swipl", "prolog"},
    Interpreter{"guile", "scheme"},
    Interpreter{"racket", "scheme"},
    Interpreter{"sbcl", "lisp"},
    Interpreter{"ocaml", "ocaml"},
    Interpreter{"sh", "shell"}, // last: bash, dash, zsh, ksh
};
constexpr float kShebang = 20;

void addShebang(std::string_view block, std::span<float, kLanguages> scores) {
    if (!block.starts_with("#!"))
        return;
    const std::string_view line = block.substr(0, block.find('\n'));
    for (const Interpreter& one : kInterpreters) {
        if (line.find(one.name) != std::string_view::npos) {
            scores[*classOfSlug(one.slug)] += kShebang;
            return;
        }
    }
}

/// A byte of each marker that is seldom met, and where in it: only there it is compared.
constexpr std::string_view kRare = "?_@#[{(]:-VI\\`<";

size_t anchorOf(std::string_view marker) {
    for (const char rare : kRare) {
        if (const size_t at = marker.find(rare); at != std::string_view::npos)
            return at;
    }
    return 0;
}

/// Which markers may begin a line, or stand anywhere, by a byte of theirs.
struct Table {
    using Few = std::vector<uint8_t>;

    std::array<Few, 256> first;
    std::array<Few, 256> anywhere; ///< by the byte at their anchor
    std::array<uint8_t, kMarkers.size()> anchors{};
    std::array<bool, 256> isAnchor{};

    Table() {
        for (size_t i = 0; i < kMarkers.size(); ++i) {
            const Marker& marker = kMarkers[i];
            if (marker.first) {
                first[static_cast<uint8_t>(marker.text[0])].push_back(static_cast<uint8_t>(i));
                continue;
            }
            anchors[i] = static_cast<uint8_t>(anchorOf(marker.text));
            const auto anchor = static_cast<uint8_t>(marker.text[anchors[i]]);
            anywhere[anchor].push_back(static_cast<uint8_t>(i));
            isAnchor[anchor] = true;
        }
    }
};

const Table& table() {
    static const Table one;
    return one;
}

/// Finds each marker once, whatever their number in one pass.
class MarkerSearch {
public:
    explicit MarkerSearch(std::string_view block) : m_block(block) {}

    std::bitset<kMarkers.size()> run() {
        tryFirst(0);
        for (size_t at = 0; at < m_block.size(); ++at) {
            const auto byte = static_cast<uint8_t>(m_block[at]);
            if (byte == '\n') {
                tryFirst(at + 1);
            } else if (m_table.isAnchor[byte]) {
                tryAnywhere(at, byte);
            }
        }
        return m_found;
    }

private:
    void tryFirst(size_t line) {
        const size_t start = m_block.find_first_not_of(" \t", line);
        if (start == std::string_view::npos)
            return;
        for (const uint8_t marker : m_table.first[static_cast<uint8_t>(m_block[start])])
            m_found[marker] = m_found[marker] || holdsAt(start, marker);
    }

    void tryAnywhere(size_t at, uint8_t byte) {
        for (const uint8_t marker : m_table.anywhere[byte]) {
            const size_t anchor = m_table.anchors[marker];
            m_found[marker] = m_found[marker] || (at >= anchor && holdsAt(at - anchor, marker));
        }
    }

    bool holdsAt(size_t at, uint8_t marker) const {
        return m_block.substr(at).starts_with(kMarkers[marker].text);
    }

    const Table& m_table = table();
    std::string_view m_block;
    std::bitset<kMarkers.size()> m_found;
};

/// A piece of a diff without its head: each line begins with what is done to it.
bool isHunk(std::string_view block) {
    size_t added = 0;
    size_t removed = 0;
    size_t kept = 0;
    while (!block.empty()) {
        const size_t end = block.find('\n');
        const std::string_view line = block.substr(0, end);
        block.remove_prefix(end == std::string_view::npos ? block.size() : end + 1);
        if (line.empty())
            continue;
        switch (line.front()) {
        case '+':
            ++added;
            break;
        case '-':
            ++removed;
            break;
        case ' ':
        case '\t':
            ++kept;
            break;
        case '@':
        case '\\':
            break;
        default:
            return false;
        }
    }
    return added > 0 && added + removed >= 2 && removed + kept >= 1;
}
constexpr float kHunk = 10;

} // namespace

void addMarkers(std::string_view block, std::span<float, kLanguages> scores) {
    addShebang(block, scores);
    block = block.substr(0, kMarkerBytes);
    if (isHunk(block))
        scores[*classOfSlug("diff")] += kHunk;
    const auto found = MarkerSearch(block).run();
    for (size_t i = 0; i < kMarkers.size() && found.any(); ++i) {
        if (found[i])
            scores[*classOfSlug(kMarkers[i].slug)] += kMarkers[i].nats;
    }
}

} // namespace chaperone::code
