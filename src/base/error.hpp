#pragma once
/// The exceptions of the house. They end a command or a request; a person's mistake in a file is never one of them: it
/// is a `Finding` (finding.hpp). One table maps a code to an exit code and to an HTTP status.
#include <stdexcept>
#include <string>

namespace maillage::base {

enum class ErrorCode {
  usage,        ///< the command was called wrongly: exit 2, HTTP 400
  not_found,    ///< what was asked for is not there: exit 2, HTTP 404
  bad_input,    ///< a whole file or body can't be read: exit 1, HTTP 422
  too_large,    ///< a limit on size, depth or time was passed: exit 1, HTTP 413
  environment,  ///< disk, network, database: exit 3, HTTP 503
};

/// `what()` is a whole French sentence for the person: what happened, where, what to do.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

/// 0 done, 1 the input has findings, 2 wrong usage, 3 the environment failed.
int exit_code(ErrorCode code);
int http_status(ErrorCode code);

}  // namespace maillage::base
