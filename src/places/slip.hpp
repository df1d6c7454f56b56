#pragma once
/// What a person takes along to a place: on paper in large type, by SMS, or read aloud by whoever
/// answers the telephone. The same facts in each, and none about the person.
#include "places/opening.hpp"
#include "places/shown.hpp"
#include "web/words.hpp"

#include <string>
#include <vector>

namespace maillage::places {

struct SlipPart {
  std::string title;  ///< may be empty
  std::vector<std::string> lines;
  bool in_french = false;  ///< the lines are a producer's
};
struct Slip {
  std::string name;
  std::vector<SlipPart> parts;  ///< telephone, address, hours, services, price
  std::string note;             ///< source and age, and to call before coming when it is old
};
/// `opening` may be null.
Slip slip_of(const web::Words& t, const Shown& shown, const Opening* opening, base::Date today);

/// Name, telephone, hours, address, at most 160 characters of GSM 03.38.
std::string slip_sms(const Shown& shown);
/// What an agent reads aloud, sentence by sentence, in French.
std::vector<std::string> slip_script(const Shown& shown, base::Date today);

}  // namespace maillage::places
