#include "transform/contact.hpp"

#include "transform/email.hpp"
#include "transform/telephone.hpp"
#include "transform/web_address.hpp"

namespace maillage::transform {

Contact clean_contact(std::string_view telephone, std::string_view courriels,
                      std::string_view sites_web, std::string_view code_postal,
                      base::Notes& notes) {
  return {clean_telephone(telephone, code_postal, notes), clean_courriels(courriels, notes),
          clean_sites_web(sites_web, notes)};
}

}  // namespace maillage::transform
