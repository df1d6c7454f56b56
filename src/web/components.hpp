#pragma once
/// The pieces that pages are made of. Each is shown in every state at /_composants.
#include "web/page.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::web {

/// A drawing beside words; it says nothing by itself.
void icon(Html& html, const View& view, Literal name);
/// An icon and words, as an inline tag.
void tag(Html& html, const View& view, Literal icon_name, std::string_view text);

/// A text of a producer, which is French whatever the language of the page.
void in_french(Html& html, const View& view, std::string_view text);
/// A telephone number or an address of the web, which keeps its order in a page from right to left.
void left_to_right(Html& html, const View& view, std::string_view text);
/// A link whose label may be of another language, and so may what it leads to when that is one for
/// all languages. `current`: it leads to the page itself.
void link_to(Html& html, const View& view, const Link& link, bool current = false);

enum class Tone { info, success, warning, error };
/// A message with its reason and what to do.
void alert(Html& html, const View& view, Tone tone, std::string_view title, std::string_view text);

/// Where the page stands; the last link is the page itself.
void breadcrumb(Html& html, const View& view, std::span<const Link> links);
/// Pages of a long list; writes nothing when there is one page. `label` names the list when a page
/// has several.
void pager(Html& html, const View& view, int page, int pages,
           const std::function<Address(int)>& address, std::string_view label = {});

struct SearchBox {
  Address target;
  std::string label;
  std::string hint;
  std::string value;
  bool large = false;
};
/// The form of one text, sent by GET as `q`.
void search_box(Html& html, const View& view, const SearchBox& box);
/// Where search.js shows suggestions, right behind the field that they are for; without it,
/// nothing.
void suggestion_place(Html& html, const View& view);

struct TextField {
  std::string name, label, hint, value, error;
  std::string autocomplete;  ///< "email", "postal-code"; may be empty
  bool required = false;
};
void text_field(Html& html, const View& view, const TextField& field);

struct Choice {
  std::string value, label;
  bool chosen = false;
  std::string detail = {};  ///< a line under the label, of choice_cards alone
  bool in_french = false;   ///< a name, whatever the language of the page; of select_field alone
};
/// A list to choose one value from.
void select_field(Html& html, const View& view, std::string_view name, std::string_view label,
                  std::span<const Choice> choices);

struct ChoiceGroup {
  std::string name, legend, hint, error;
  bool several = false;        ///< boxes to tick instead of one to choose, which is then required
  bool legend_hidden = false;  ///< when the title of the page says it
};
/// Large cards to choose one or several values from; every card is a label, pressed as a whole.
void choice_cards(Html& html, const View& view, const ChoiceGroup& group,
                  std::span<const Choice> choices);

/// What a list shows when it has nothing to show: why, and where to go from here.
void empty_state(Html& html, const View& view, std::string_view title, std::string_view text,
                 std::span<const Link> ways_out);

struct Bar {
  std::string label, value;  ///< value as written: "82 %"
  double share = 0;          ///< 0..1, the length
};
/// A chart whose title says the finding; it is a table for who can't see the bars.
void bar_chart(Html& html, const View& view, std::string_view finding, std::span<const Bar> bars);

/// Where a person is in a series of questions; `current` counts from 0.
void steps(Html& html, const View& view, std::span<const std::string> labels, std::size_t current);
/// Work under way, in words and figures.
void progress(Html& html, const View& view, std::string_view text, long done, long total);

/// A table; on a narrow screen each row becomes a list with the names of its columns.
void table(Html& html, const View& view, std::string_view caption,
           std::span<const std::string> columns,
           const std::vector<std::vector<std::function<void()>>>& rows);

}  // namespace maillage::web
