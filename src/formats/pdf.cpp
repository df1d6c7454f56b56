#include "formats/pdf.hpp"

#include "base/error.hpp"
#include "formats/late_library.hpp"

#include <memory>

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

namespace maillage::formats {
namespace {

// A4 in points of 1/72 inch, with margins of 20 mm.
constexpr double kWidth = 595.276, kHeight = 841.890, kMargin = 56.693;
constexpr double kFooterPoints = 11;
constexpr char kFamilies[] =
    "Atkinson Hyperlegible, Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif";
// Arabic letters are smaller than Latin ones of the same size, and their fonts leave more room
// between lines.
constexpr double kArabicScale = 1.2, kArabicLeading = 0.9, kLeading = 1.15;
constexpr char kArabicFamilies[] = "Noto Sans Arabic, Amiri, DejaVu Sans, sans-serif";

[[noreturn]] void missing() {
  throw base::Error(base::ErrorCode::environment,
                    "La fiche ne peut pas être mise en page : Pango manque. Installez le paquet "
                    "libpangocairo-1.0-0. La page à imprimer reste disponible.");
}

struct Print {
  LateLibrary library{"libpangocairo-1.0.so.0", missing};
  template <class Signature>
  using F = LateFunction<Signature>;
  F<decltype(cairo_pdf_surface_create_for_stream)> surface_create{
      library, "cairo_pdf_surface_create_for_stream"};
  F<decltype(cairo_pdf_surface_set_metadata)> set_metadata{library,
                                                           "cairo_pdf_surface_set_metadata"};
  F<decltype(cairo_surface_destroy)> surface_destroy{library, "cairo_surface_destroy"};
  F<decltype(cairo_surface_finish)> surface_finish{library, "cairo_surface_finish"};
  F<decltype(cairo_create)> create{library, "cairo_create"};
  F<decltype(cairo_destroy)> destroy{library, "cairo_destroy"};
  F<decltype(cairo_move_to)> move_to{library, "cairo_move_to"};
  F<decltype(cairo_show_page)> show_page{library, "cairo_show_page"};
  F<decltype(pango_cairo_create_layout)> create_layout{library, "pango_cairo_create_layout"};
  F<decltype(pango_cairo_show_layout_line)> show_line{library, "pango_cairo_show_layout_line"};
  F<decltype(pango_layout_set_text)> set_text{library, "pango_layout_set_text"};
  F<decltype(pango_layout_set_width)> set_width{library, "pango_layout_set_width"};
  F<decltype(pango_layout_get_size)> get_size{library, "pango_layout_get_size"};
  F<decltype(pango_layout_set_wrap)> set_wrap{library, "pango_layout_set_wrap"};
  F<decltype(pango_layout_set_font_description)> set_font{library,
                                                          "pango_layout_set_font_description"};
  F<decltype(pango_layout_set_alignment)> set_alignment{library, "pango_layout_set_alignment"};
  F<decltype(pango_layout_set_auto_dir)> set_auto_dir{library, "pango_layout_set_auto_dir"};
  F<decltype(pango_layout_get_context)> get_context{library, "pango_layout_get_context"};
  F<decltype(pango_context_set_base_dir)> set_base_dir{library, "pango_context_set_base_dir"};
  F<decltype(pango_layout_get_iter)> get_iter{library, "pango_layout_get_iter"};
  F<decltype(pango_layout_iter_free)> iter_free{library, "pango_layout_iter_free"};
  F<decltype(pango_layout_iter_next_line)> next_line{library, "pango_layout_iter_next_line"};
  F<decltype(pango_layout_iter_get_line_readonly)> get_line{library,
                                                            "pango_layout_iter_get_line_readonly"};
  F<decltype(pango_layout_iter_get_line_extents)> line_extents{
      library, "pango_layout_iter_get_line_extents"};
  F<decltype(pango_font_description_from_string)> font_of{library,
                                                          "pango_font_description_from_string"};
  F<decltype(pango_font_description_free)> font_free{library, "pango_font_description_free"};
  F<decltype(pango_font_description_set_absolute_size)> font_size{
      library, "pango_font_description_set_absolute_size"};
  F<decltype(pango_layout_get_line_readonly)> first_line{library, "pango_layout_get_line_readonly"};
  F<decltype(g_object_unref)> unref{library, "g_object_unref"};
};

const Print& print() {
  static const Print library;
  return library;
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

/// Writes paragraphs from top to bottom, line by line, on as many pages as it takes.
class Pages {
 public:
  Pages(cairo_t* cairo, const PdfDocument& document) : cairo_(cairo), document_(document) {}

  void add(const PdfParagraph& paragraph) {
    if (y_ > kMargin) y_ += paragraph.space_before;
    set(paragraph, kHeight - kMargin - 3 * kFooterPoints);
  }
  void finish() {
    if (!document_.footer.empty()) {
      y_ = kHeight - kMargin - kFooterPoints;
      set({document_.footer, kFooterPoints, false, 0, document_.right_to_left}, kHeight);
    }
    print().show_page(cairo_);
  }

 private:
  using Layout = std::unique_ptr<PangoLayout, void (*)(PangoLayout*)>;

  static double points_of(const PdfParagraph& paragraph) {
    return paragraph.points * (paragraph.right_to_left ? kArabicScale : 1);
  }

  /// The text in the type of its paragraph, in lines of `width` points.
  Layout layout_of(const std::string& text, const PdfParagraph& paragraph, double width) const {
    Layout layout(print().create_layout(cairo_), [](PangoLayout* it) { print().unref(it); });
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        print().font_of(fmt::format("{} {}", paragraph.right_to_left ? kArabicFamilies : kFamilies,
                                    paragraph.bold ? "Bold" : "")
                            .c_str()),
        [](PangoFontDescription* it) { print().font_free(it); });
    print().font_size(font.get(), points_of(paragraph) * PANGO_SCALE);
    print().set_font(layout.get(), font.get());
    print().set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    print().set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    print().set_base_dir(print().get_context(layout.get()),
                         paragraph.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    print().set_auto_dir(layout.get(), false);
    print().set_alignment(layout.get(),
                          document_.right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    print().set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  void set(const PdfParagraph& paragraph, double bottom) {
    constexpr double kLine = kWidth - 2 * kMargin;
    const double points = points_of(paragraph);
    const Layout aside = layout_of(paragraph.aside, paragraph, kLine);
    int aside_width = 0;
    if (!paragraph.aside.empty()) print().get_size(aside.get(), &aside_width, nullptr);
    const double beside = static_cast<double>(aside_width) / PANGO_SCALE;
    // An aside that leaves no room is a line of its own.
    const bool apart = beside > kLine * 2 / 3;
    const double taken = beside > 0 && !apart ? beside + points : 0;
    const Layout text = layout_of(paragraph.text, paragraph, kLine - taken);
    set_lines(text, paragraph, bottom, taken > 0 ? aside.get() : nullptr, kLine - beside);
    if (apart) set_lines(aside, paragraph, bottom, nullptr, 0);
  }

  /// `aside`, when there is one, stands beside the first line, `aside_at` points into it.
  void set_lines(const Layout& layout, const PdfParagraph& paragraph, double bottom,
                 PangoLayout* aside, double aside_at) {
    const double leading = paragraph.right_to_left ? kArabicLeading : kLeading;
    const std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> lines(
        print().get_iter(layout.get()), [](PangoLayoutIter* it) { print().iter_free(it); });
    do {
      PangoRectangle logical;
      print().line_extents(lines.get(), nullptr, &logical);
      const double height = static_cast<double>(logical.height) / PANGO_SCALE * leading;
      if (y_ + height > bottom) {
        finish();
        y_ = kMargin;
      }
      const double base = y_ + points_of(paragraph);
      print().move_to(cairo_, kMargin + static_cast<double>(logical.x) / PANGO_SCALE, base);
      print().show_line(cairo_, print().get_line(lines.get()));
      if (aside != nullptr) {
        print().move_to(cairo_, kMargin + aside_at, base);
        print().show_line(cairo_, print().first_line(aside, 0));
        aside = nullptr;
      }
      y_ += height;
    } while (print().next_line(lines.get()));
  }

  cairo_t* cairo_;
  const PdfDocument& document_;
  double y_ = kMargin;
};

}  // namespace

std::string pdf_of(const PdfDocument& document, std::span<const PdfParagraph> paragraphs) {
  std::string bytes;
  cairo_surface_t* const surface = print().surface_create(append, &bytes, kWidth, kHeight);
  print().set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  print().set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document.created.c_str());
  cairo_t* const cairo = print().create(surface);
  Pages pages(cairo, document);
  for (const PdfParagraph& paragraph : paragraphs) pages.add(paragraph);
  pages.finish();
  print().destroy(cairo);
  print().surface_finish(surface);
  print().surface_destroy(surface);
  return bytes;
}

}  // namespace maillage::formats
