#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::web {

void icon(Html& html, const View& view, Literal name) {
  Address sprite = view.assets.address("icons.svg");
  sprite.fragment(name);
  // A size of its own, for pages seen without their style.
  html("svg",
       {{"class", "icon"},
        {"width", "20"},
        {"height", "20"},
        {"aria-hidden", "true"},
        {"focusable", "false"}},
       [&] { html("use", {href(sprite)}, ""); });
}

void tag(Html& html, const View& view, Literal icon_name, std::string_view text) {
  html("span", {{"class", "tag"}}, [&] {
    icon(html, view, icon_name);
    html("span", text);
  });
}

void in_french(Html& html, const View& view, std::string_view text) {
  if (view.t.language() == "fr") {
    html.text(text);
  } else {
    html("bdi", {{"lang", "fr"}, when(view.t.direction() == "rtl", {"dir", "ltr"})}, text);
  }
}

void left_to_right(Html& html, const View& view, std::string_view text) {
  if (view.t.direction() == "ltr") {
    html.text(text);
  } else {
    html("bdi", {{"dir", "ltr"}}, text);
  }
}

void link_to(Html& html, const View& view, const Link& link, bool current) {
  const bool foreign = !link.language.empty() && link.language != view.t.language();
  html("a",
       {href(link.address), when(current, {"aria-current", "page"}),
        when(foreign, {"lang", link.language}),
        when(foreign && !link.address.is_page(), {"hreflang", link.language})},
       link.label);
}

void alert(Html& html, const View& view, Tone tone, std::string_view title, std::string_view text) {
  struct Look {
    Literal css_class, icon_name;
  };
  const Look look = [&]() -> Look {
    switch (tone) {
      case Tone::success:
        return {"alert success", "circle-check"};
      case Tone::warning:
        return {"alert warning", "triangle-alert"};
      case Tone::error:
        return {"alert error", "circle-x"};
      case Tone::info:
        break;
    }
    return {"alert info", "info"};
  }();
  html("div", {{"class", look.css_class.text()}, {"role", tone == Tone::error ? "alert" : "note"}},
       [&] {
         icon(html, view, look.icon_name);
         html("div", [&] {
           html("p", {{"class", "alert-title"}}, title);
           if (!text.empty()) html("p", text);
         });
       });
}

void breadcrumb(Html& html, const View& view, std::span<const Link> links) {
  html("nav", {{"class", "breadcrumb"}, {"aria-label", view.t("Vous êtes ici")}}, [&] {
    html("ol", [&] {
      for (std::size_t i = 0; i < links.size(); ++i) {
        html("li", [&] {
          if (i + 1 == links.size()) {
            const bool foreign =
                !links[i].language.empty() && links[i].language != view.t.language();
            html("span", {{"aria-current", "page"}, when(foreign, {"lang", links[i].language})},
                 links[i].label);
          } else {
            link_to(html, view, links[i]);
          }
        });
      }
    });
  });
}

void pager(Html& html, const View& view, int page, int pages,
           const std::function<Address(int)>& address, std::string_view label) {
  if (pages <= 1) return;
  html("nav",
       {{"class", "pager"},
        {"aria-label", label.empty() ? view.t("Pages de la liste") : std::string(label)}},
       [&] {
         html("ul", [&] {
           const auto step = [&](int target, Literal css_class, Literal icon_name,
                                 const std::string& words) {
             html("li", {{"class", css_class.text()}}, [&] {
               html("a", {href(address(target)), {"rel", target < page ? "prev" : "next"}}, [&] {
                 if (target < page) icon(html, view, icon_name);
                 html("span", words);
                 if (target > page) icon(html, view, icon_name);
               });
             });
           };
           if (page > 1) step(page - 1, "previous", "chevron-left", view.t("Précédente"));
           int last_written = 0;
           for (int number = 1; number <= pages; ++number) {
             const bool near = number >= page - 1 && number <= page + 1;
             if (number != 1 && number != pages && !near) continue;
             if (number > last_written + 1)
               html("li", {{"class", "gap"}, {"aria-hidden", "true"}}, "…");
             last_written = number;
             html("li", {{"class", "number"}}, [&] {
               html("a",
                    {href(address(number)),
                     {"aria-label", view.t.fill("Page {}", {view.t.number(number)})},
                     when(number == page, {"aria-current", "page"})},
                    number);
             });
           }
           if (page < pages) step(page + 1, "next", "chevron-right", view.t("Suivante"));
         });
       });
}

void suggestion_place(Html& html, const View& view) {
  html("div",
       {{"class", "suggestions"},
        {"data-suggestions", Address::local("/api/v1/suggestions").text_under(view.base)},
        {"data-label", view.t("Suggestions")},
        {"data-none", view.t("Aucune suggestion")},
        {"data-one", view.t("1 suggestion. Flèches pour choisir.")},
        {"data-many", view.t("{} suggestions. Flèches pour choisir.")},
        {"hidden"}},
       "");
}

void search_box(Html& html, const View& view, const SearchBox& box) {
  html("form",
       {{"class", box.large ? "search-box large" : "search-box"},
        {"role", "search"},
        action(box.target)},
       [&] {
         html("label", {{"for", "q"}}, box.label);
         if (!box.hint.empty()) html("p", {{"class", "hint"}, {"id", "q-hint"}}, box.hint);
         html("div", {{"class", "search-row"}}, [&] {
           html.leaf("input", {{"type", "search"},
                               {"id", "q"},
                               {"name", "q"},
                               {"value", box.value},
                               {"maxlength", 80},
                               {"autocomplete", "off"},
                               {"spellcheck", "false"},
                               {"enterkeyhint", "search"},
                               when(!box.hint.empty(), {"aria-describedby", "q-hint"})});
           suggestion_place(html, view);
           html("button", {{"type", "submit"}, {"class", "button"}}, [&] {
             icon(html, view, "search");
             html("span", view.t("Rechercher"));
           });
         });
       });
}

void text_field(Html& html, const View& view, const TextField& field) {
  const std::string id = "champ-" + field.name, hint_id = id + "-aide", error_id = id + "-erreur";
  std::string described = field.hint.empty() ? "" : hint_id;
  if (!field.error.empty()) described += (described.empty() ? "" : " ") + error_id;
  html("div", {{"class", field.error.empty() ? "field" : "field invalid"}}, [&] {
    html("label", {{"for", id}}, [&] {
      html.text(field.label);
      if (!field.required) html("span", {{"class", "optional"}}, " " + view.t("(facultatif)"));
    });
    if (!field.hint.empty()) html("p", {{"class", "hint"}, {"id", hint_id}}, field.hint);
    if (!field.error.empty()) {
      html("p", {{"class", "field-error"}, {"id", error_id}}, [&] {
        icon(html, view, "circle-x");
        html("span", field.error);
      });
    }
    html.leaf("input", {{"type", "text"},
                        {"id", id},
                        {"name", field.name},
                        {"value", field.value},
                        when(field.required, {"required"}),
                        when(!field.error.empty(), {"aria-invalid", "true"}),
                        when(!described.empty(), {"aria-describedby", described}),
                        when(!field.autocomplete.empty(), {"autocomplete", field.autocomplete})});
  });
}

void select_field(Html& html, const View& view, std::string_view name, std::string_view label,
                  std::span<const Choice> choices) {
  const std::string id = "champ-" + std::string(name);
  html("div", {{"class", "field"}}, [&] {
    html("label", {{"for", id}}, label);
    html("div", {{"class", "select"}}, [&] {
      html("select", {{"id", id}, {"name", name}}, [&] {
        for (const Choice& choice : choices) {
          const bool foreign = choice.in_french && view.t.language() != "fr";
          html("option",
               {{"value", choice.value},
                when(choice.chosen, {"selected"}),
                when(foreign, {"lang", "fr"})},
               choice.label);
        }
      });
      icon(html, view, "chevron-down");
    });
  });
}

void choice_cards(Html& html, const View& view, const ChoiceGroup& group,
                  std::span<const Choice> choices) {
  const std::string id = "choix-" + group.name, hint_id = id + "-aide", error_id = id + "-erreur";
  std::string described = group.hint.empty() ? "" : hint_id;
  if (!group.error.empty()) described += (described.empty() ? "" : " ") + error_id;
  html("fieldset",
       {{"class", "choice-cards"}, when(!described.empty(), {"aria-describedby", described})}, [&] {
         html("legend", {when(group.legend_hidden, {"class", "visually-hidden"})}, group.legend);
         if (!group.hint.empty()) html("p", {{"class", "hint"}, {"id", hint_id}}, group.hint);
         if (!group.error.empty()) {
           html("p", {{"class", "field-error"}, {"id", error_id}}, [&] {
             icon(html, view, "circle-x");
             html("span", group.error);
           });
         }
         html("div", {{"class", "cards"}}, [&] {
           for (const Choice& choice : choices) {
             html("label", {{"class", "choice-card"}}, [&] {
               html.leaf("input", {{"type", group.several ? "checkbox" : "radio"},
                                   {"name", group.name},
                                   {"value", choice.value},
                                   when(choice.chosen, {"checked"})});
               html("span", [&] {
                 html("span", {{"class", "choice-label"}}, choice.label);
                 if (!choice.detail.empty()) html("span", {{"class", "detail"}}, choice.detail);
               });
             });
           }
         });
       });
}

void empty_state(Html& html, const View& view, std::string_view title, std::string_view text,
                 std::span<const Link> ways_out) {
  html("div", {{"class", "empty-state"}}, [&] {
    icon(html, view, "map-pin");
    html("h2", title);
    if (!text.empty()) html("p", text);
    if (ways_out.empty()) return;
    html("ul", {{"class", "ways-out"}}, [&] {
      for (const Link& way : ways_out)
        html("li", [&] { html("a", {href(way.address)}, way.label); });
    });
  });
}

void bar_chart(Html& html, const View&, std::string_view finding, std::span<const Bar> bars) {
  html("table", {{"class", "bar-chart"}}, [&] {
    html("caption", finding);
    html("tbody", [&] {
      for (const Bar& bar : bars) {
        html("tr", [&] {
          html("th", {{"scope", "row"}}, bar.label);
          html("td", {{"class", "bar"}, {"aria-hidden", "true"}}, [&] {
            const std::string width = fmt::format("{:.1f}", std::clamp(bar.share, 0.0, 1.0) * 100);
            html("svg", {{"viewBox", "0 0 100 10"}, {"preserveAspectRatio", "none"}}, [&] {
              html("rect", {{"class", "track"}, {"width", "100"}, {"height", "10"}}, "");
              html("rect", {{"class", "filled"}, {"width", width}, {"height", "10"}}, "");
            });
          });
          html("td", {{"class", "value"}}, bar.value);
        });
      }
    });
  });
}

void steps(Html& html, const View& view, std::span<const std::string> labels, std::size_t current) {
  html("nav", {{"class", "steps"}, {"aria-label", view.t("Étapes")}}, [&] {
    html("ol", [&] {
      for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string_view state = i < current ? "done" : i == current ? "current" : "to-come";
        html("li", {{"class", state}, when(i == current, {"aria-current", "step"})}, [&] {
          if (i < current) html("span", {{"class", "visually-hidden"}}, view.t("Terminé :") + " ");
          html.text(labels[i]);
        });
      }
    });
  });
}

void progress(Html& html, const View&, std::string_view text, long done, long total) {
  html("div", {{"class", "progress"}}, [&] {
    html("progress", {{"max", total}, {"value", done}, {"aria-label", text}}, "");
    html("p", text);
  });
}

// The roles are said aloud because a table that is laid out as blocks loses them in some browsers.
void table(Html& html, const View&, std::string_view caption, std::span<const std::string> columns,
           const std::vector<std::vector<std::function<void()>>>& rows) {
  html("table", {{"class", "data-table"}, {"role", "table"}}, [&] {
    html("caption", caption);
    html("thead", {{"role", "rowgroup"}}, [&] {
      html("tr", {{"role", "row"}}, [&] {
        for (const std::string& column : columns) {
          html("th", {{"scope", "col"}, {"role", "columnheader"}}, column);
        }
      });
    });
    html("tbody", {{"role", "rowgroup"}}, [&] {
      for (const auto& row : rows) {
        html("tr", {{"role", "row"}}, [&] {
          for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == 0) {
              html("th", {{"scope", "row"}, {"role", "rowheader"}}, row[i]);
            } else {
              html("td", {{"data-column", columns[i]}, {"role", "cell"}}, row[i]);
            }
          }
        });
      }
    });
  });
}

}  // namespace maillage::web
