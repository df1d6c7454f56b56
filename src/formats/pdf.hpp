#pragma once
/// Plain pages of text as a PDF on A4: for slips and briefs that people print and keep. Text is
/// shaped for any script, from right to left where it must be; fonts are those of the machine and
/// travel inside the file. Pango and Cairo are loaded at the first page.
#include <span>
#include <string>
#include <string_view>

namespace maillage::formats {

struct PdfParagraph {
  std::string text;
  double points = 16;  ///< size of the type
  bool bold = false;
  double space_before = 8;     ///< points
  bool right_to_left = false;  ///< the script that it is read in
  /// Flush right on the first line: the figure that the text names.
  std::string aside{};
};

struct PdfDocument {
  std::string title;
  std::string created;         ///< "2026-05-13T10:00:00Z", so that equal documents are equal bytes
  std::string footer;          ///< at the foot of every page
  bool right_to_left = false;  ///< lines begin at the right edge, those of another script too
};

/// Throws base::Error (environment) when the libraries aren't there.
std::string pdf_of(const PdfDocument& document, std::span<const PdfParagraph> paragraphs);

}  // namespace maillage::formats
