#pragma once
/// The communes of France and its collectivities, with their postcodes, former names and groupings,
/// read where they lie in data/territories/communes.bin (made by data/territories/make.mjs; origins
/// in its README.md): loading takes a millisecond and no memory of its own.
#include "base/finding.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory {

/// One commune, as the file holds it. It can't be copied, and lives as long as its `Communes`, like
/// all that it points to.
class Commune {
 public:
  Commune(const Commune&) = delete;
  Commune& operator=(const Commune&) = delete;

  std::string_view code() const { return {code_, sizeof code_}; }  ///< INSEE code, "2A004"
  std::string_view name() const { return {file() + name_, name_length_}; }
  std::string_view departement() const;  ///< "2A", "974", "988"
  std::string_view region() const;       ///< may be empty (collectivities)
  std::string_view epci() const;         ///< SIREN; may be empty
  /// As numbers: 1000 for "01000"; the first is the main one.
  std::span<const std::uint32_t> postcodes() const;
  std::uint32_t population() const { return population_; }
  /// A point inside, in degrees; 0,0 when unknown.
  float latitude() const { return latitude_; }
  float longitude() const { return longitude_; }

 private:
  friend class Communes;
  Commune() = default;
  const char* file() const { return reinterpret_cast<const char*>(this) - place_; }

  std::uint32_t place_;  ///< its own offset in the file, from which all others are reached
  char code_[5];
  std::uint8_t name_length_, postcode_count_, name_count_;
  std::uint32_t name_, postcodes_, region_, epci_, names_, population_;
  float latitude_, longitude_;
};

/// What a name of a commune is to it.
enum class NameKind : std::uint8_t { official, without_article, arrondissement, former, locality };

/// A name that a commune goes by, as the file holds it.
struct CommuneName {
  std::string_view key;  ///< name_key() of it
  const Commune* commune = nullptr;
  NameKind kind = NameKind::official;
  std::uint32_t postcode = 0;  ///< the only one the name is used with; 0: all of the commune's
};

enum class AreaKind : std::uint8_t { region, departement, epci };

/// A grouping of communes.
struct Area {
  AreaKind kind;
  std::string_view code;  ///< "38", "2A", "84" of a région, the SIREN of an EPCI
  std::string_view name;  ///< "Isère"
};

enum class MatchReason {
  code_confirmed,     ///< the source's own INSEE code, agreed by name or postcode
  name_and_postcode,  ///< both agree
  former_name,       ///< a former commune, or a locality that La Poste delivers under that postcode
  arrondissement,    ///< "Marseille 11", "Lyon 3e": the parent commune
  close_name,        ///< prefix or misspelling, same postcode
  only_of_postcode,  ///< the postcode serves one commune and the name says nothing or something
                     ///< close
  unique_name,       ///< one commune of that name in France and no usable postcode
  postcode_over_name,  ///< name and postcode contradict each other: see the finding
  name_over_postcode,
};

/// How sure a reason makes us, 0..1: a rule of thumb for ordering what people should look at, not a
/// probability.
double confidence_of(MatchReason reason);

struct CommuneMatch {
  const Commune* commune = nullptr;
  MatchReason reason = MatchReason::name_and_postcode;
  double confidence = 1;  ///< confidence_of(reason)
  std::string
      postcode;  ///< 5 digits to write: the given one when the commune has it, else the commune's
  std::optional<base::Finding> finding;  ///< a contradiction to show to the producer
};

class Communes {
 public:
  static Communes load(
      const std::string& path);  ///< throws base::Error (environment) when it can't be read
  Communes(Communes&&) noexcept;
  Communes& operator=(Communes&&) noexcept;
  ~Communes();

  std::span<const Commune> all() const;
  const Commune* by_code(
      std::string_view code) const;  ///< current, former, arrondissement codes; else nullptr
  std::vector<const Commune*> by_postcode(std::string_view postcode) const;
  std::vector<const Commune*> by_slug(
      std::string_view slug) const;  ///< base::slug of the official name

  /// All names of all communes, in no order that means anything.
  std::vector<CommuneName> names() const;
  std::vector<Area> areas() const;

  /// The commune that a producer meant by a name, a postcode and perhaps an INSEE code (any may be
  /// empty). The name and the postcode are read together; a contradiction is a finding, never a
  /// silent move. Nothing when none is credible.
  ///
  /// The postcode to write is the given one when the commune has it, when it is the general one of
  /// Paris, Lyon or Marseille (75000) and in 98xxx; otherwise (a CEDEX, an error) the commune's:
  /// that of the arrondissement or locality when the name tells it, else the main one.
  std::optional<CommuneMatch> match(std::string_view name, std::string_view postcode,
                                    std::string_view insee_code) const;

  /// French names; empty for an unknown code. "Isère" for "38"
  std::string_view departement_name(std::string_view code) const;
  std::string_view region_name(std::string_view code) const;
  std::string_view epci_name(std::string_view siren) const;

  struct Data;

 private:
  explicit Communes(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace maillage::territory
