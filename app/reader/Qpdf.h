#pragma once

// WORKAROUND(qpdf 11 with clang 14): its JSON class cannot be compiled as C++20 there. Nothing here
// needs it; the guard of its header keeps it out.
#define JSON_HH
class JSON;

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
