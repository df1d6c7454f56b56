#pragma once
/// One row of a producer's list -> one standard place, or the reasons why not. The order is that of
/// the reading eye: is it a place that receives people, has it a name, services, an address; then
/// its details, each cleaned alone so that a wrong telephone costs the telephone and nothing else.
#include "formats/row_reader.hpp"
#include "hours/french.hpp"
#include "transform/choices.hpp"
#include "transform/context.hpp"
#include "transform/mapping.hpp"
#include "transform/outcome.hpp"
#include "transform/remembered.hpp"
#include "transform/row_cells.hpp"

namespace maillage::transform {

/// Serves one thread; the mapping and the context must outlive it. Create it before the first row
/// is read, so that the columns of the mapping are numbered.
class RowTransformer {
 public:
  RowTransformer(const Mapping& mapping, formats::Columns& columns, const Context& context);
  /// Rejected only without a name, a service, or a usable address. A row without the identifier
  /// that the mapping promises gets one derived from its name and address, with a finding.
  Outcome transform(const formats::Row& row);
  /// The identifier that the producer gave to the row; empty when there is none.
  std::string_view identifier(const formats::Row& row) const {
    return cell(standard::Field::id, row);
  }

 private:
  std::string_view cell(standard::Field field, const formats::Row& row) const;
  bool is_closed_to_the_public(const formats::Row& row);
  bool read_essentials(const formats::Row& row, Outcome& out);
  void read_identity(const formats::Row& row, Outcome& out);
  void read_location(const formats::Row& row, Outcome& out);
  void read_contact(const formats::Row& row, Outcome& out);
  void read_texts(const formats::Row& row, Outcome& out);
  void read_lists(Outcome& out);
  void read_hours(const formats::Row& row, Outcome& out);

  const Context& context_;
  Choices choices_;
  std::array<TextCell, standard::kFieldCount> texts_;
  JoinedCell adresse_;
  NumberCell latitude_, longitude_;
  std::array<JoinedCell, 7> days_;
  TextCell hours_week_, hours_osm_, week_parity_, prive_;
  bool has_days_ = false;
  bool id_is_mapped_ = false;
  Remembered<hours::Reading> osm_readings_, week_readings_;
  std::string buffer_, second_buffer_;
};

}  // namespace maillage::transform
