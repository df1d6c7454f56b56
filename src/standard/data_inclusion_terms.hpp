#pragma once
/// The words of data·inclusion beside those of the standard, as pairs in both directions. Where
/// several words stand for one, the order of the table is the order of writing.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::standard {

struct TermPair {
  std::string_view ours;
  std::string_view theirs;
  /// Read from data·inclusion only, or written to it only, where the two lists have different
  /// grain.
  enum class Way : unsigned char { both, in, out } way = Way::both;
};

std::span<const TermPair> thematique_terms();  ///< services <-> thematiques, prefix "numerique--"
std::span<const TermPair> type_terms();        ///< modalites_accompagnement <-> types
std::span<const TermPair> frais_terms();       ///< frais_a_charge <-> frais
std::span<const TermPair> public_terms();      ///< publics_specifiquement_adresses <-> profils
std::span<const TermPair> prise_en_charge_terms();  ///< prise_en_charge_specifique <-> profils
std::span<const TermPair>
accompagnateur_terms();  ///< modalites_acces <-> modes_orientation_accompagnateur
std::span<const TermPair>
beneficiaire_terms();  ///< modalites_acces <-> modes_orientation_beneficiaire
std::span<const TermPair>
dispositif_terms();  ///< dispositif_programmes_nationaux <-> labels_nationaux
std::span<const TermPair> formation_terms();  ///< formations_labels <-> labels_nationaux

/// Adds what `ours` is called there; false when it has no name there.
bool append_theirs(std::span<const TermPair> terms, std::string_view ours,
                   std::vector<std::string>& out);
/// Adds what `theirs` is called here; false when it has no name here.
bool append_ours(std::span<const TermPair> terms, std::string_view theirs,
                 std::vector<std::string>& out);
/// Adds `item` unless the list has it.
void append_new(std::vector<std::string>& list, std::string_view item);

}  // namespace maillage::standard
