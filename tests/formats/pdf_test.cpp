#include "formats/pdf.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

const PdfDocument kDocument{"Fiche", "2026-05-13T00:00:00Z", "Maillage"};

std::size_t pages_of(const std::string& pdf) {
  std::size_t pages = 0;
  for (std::size_t at = 0; (at = pdf.find("/Type /Page %", at)) != std::string::npos; ++at) ++pages;
  return pages;
}

TEST(Pdf, is_one_page_of_a4) {
  const PdfParagraph paragraphs[] = {{"Médiathèque", 26, true}, {"مكتبة"}, {"Бібліотека"}};
  const std::string pdf = pdf_of(kDocument, paragraphs);
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_TRUE(base::contains(pdf, "/MediaBox [ 0 0 595"));
  EXPECT_EQ(pages_of(pdf), 1u);
}

TEST(Pdf, goes_on_to_another_page_when_one_is_full) {
  const std::vector<PdfParagraph> paragraphs(80, {"Une ligne"});
  EXPECT_GE(pages_of(pdf_of(kDocument, paragraphs)), 2u);
}

// A figure beside its text takes no line of its own, unless it leaves the text no room.
TEST(Pdf, sets_an_aside_on_the_line_of_its_text) {
  const auto pages = [](std::string aside) {
    std::vector<PdfParagraph> lines(32, {"Locaux sans 30 Mbit/s"});
    for (PdfParagraph& line : lines) line.aside = aside;
    return pages_of(pdf_of(kDocument, lines));
  };
  EXPECT_EQ(pages("47,0 %"), pages(""));
  EXPECT_GT(pages("des mots qui vont d’un bord de la page jusqu’à l’autre, ou presque"), pages(""));
}

TEST(Pdf, is_the_same_bytes_for_the_same_text) {
  const PdfParagraph paragraphs[] = {{"Médiathèque"}};
  EXPECT_EQ(pdf_of(kDocument, paragraphs), pdf_of(kDocument, paragraphs));
}

}  // namespace
}  // namespace maillage::formats
