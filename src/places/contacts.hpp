#pragma once
/// Contacts of persons inside texts: e-mail addresses and telephone numbers in the many ways that
/// people write them, each with the one form under which two spellings are equal. For finding what
/// a person opposes, not for judging whether a number is valid.
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::places {

enum class ContactKind { email, telephone };

struct Contact {
  ContactKind kind = ContactKind::email;
  std::string form;  ///< "ada@exemple.fr"; "0123456789"; "687246810" for a number of elsewhere
  bool operator==(const Contact&) const = default;
};

/// The contact that the whole text is, "+33 (0)1 23 45 67 89" or "mailto:Ada@Exemple.fr".
std::optional<Contact> read_contact(std::string_view text);

/// Calls `visit(contact, begin, end)` for all that may be a contact in the text, with the bytes
/// where it stands; readings of one passage may overlap. When `visit` returns true the search goes
/// on behind the passage.
void each_contact(std::string_view text,
                  const std::function<bool(const Contact&, std::size_t, std::size_t)>& visit);

}  // namespace maillage::places
