#pragma once
/// What a linkage leaves for others: two CSV files and a page.
#include "linkage/linker.hpp"
#include "web/words.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace maillage::linkage {

using Sink = std::function<void(std::string_view)>;

/// Appends four digits: "0.9873"; of two as near, the even one.
void append_probability(std::string& out, double probability);
/// The name of a group: the id of its first record, its source before when there are two files.
std::string group_name(const Table& table, RecordId first);
/// place_id,record_id,source,probability: every record, alone or not.
void write_groups(const Table& table, const Linkage& linkage, const Sink& sink);
/// id1,id2,probability,explanation, ascending by id.
void write_pairs(const Linker& linker, const Linkage& linkage, const Sink& sink);
/// A page that stands alone: figures, distribution of the weights, groups, doubtful pairs with the
/// weights as a waterfall.
std::string summary_page(const Linker& linker, const Linkage& linkage, const web::Words& t);

}  // namespace maillage::linkage
