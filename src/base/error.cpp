#include "base/error.hpp"

namespace maillage::base {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::not_found: return 2;
    case ErrorCode::bad_input: return 1;
    case ErrorCode::too_large: return 1;
    case ErrorCode::environment: return 3;
  }
  return 3;
}

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 400;
    case ErrorCode::not_found: return 404;
    case ErrorCode::bad_input: return 422;
    case ErrorCode::too_large: return 413;
    case ErrorCode::environment: return 503;
  }
  return 500;
}

}  // namespace maillage::base
