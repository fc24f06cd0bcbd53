#include "code/Markers.h"

#include <array>

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

bool holds(std::string_view block, const Marker& marker) {
    for (size_t at = block.find(marker.text); at != std::string_view::npos;
         at = block.find(marker.text, at + 1)) {
        if (!marker.first)
            return true;
        size_t before = at;
        while (before > 0 && (block[before - 1] == ' ' || block[before - 1] == '\t'))
            --before;
        if (before == 0 || block[before - 1] == '\n')
            return true;
    }
    return false;
}

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
    for (const Marker& marker : kMarkers) {
        if (holds(block, marker))
            scores[*classOfSlug(marker.slug)] += marker.nats;
    }
}

} // namespace chaperone::code
