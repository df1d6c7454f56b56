#pragma once
/// From a path to the function that answers it. A handler is a plain function of the request, the
/// room's services and the parameters of its path, by their type:
///
///     Response place(const Request&, Site&, std::string_view id);
///     router.get("/lieux/{}", place);
#include "base/error.hpp"
#include "web/message.hpp"

#include <cassert>
#include <charconv>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace maillage::web {

/// A parameter of a path as its type; nothing when the text is no such value, and the page isn't
/// there.
template <class T>
std::optional<T> path_value(const std::string& text) {
  if constexpr (std::is_integral_v<T>) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  } else {
    return T(text);
  }
}

/// Why a request gets no page of its own.
struct Failure {
  int status = 404;
  std::string message;  ///< a French sentence when we know more than the status says
};

template <class Services>
class Router {
 public:
  using FailurePage = Response (*)(const Request&, Services&, const Failure&);
  explicit Router(FailurePage failure_page) : failure_page_(failure_page) {}

  template <class... Parameters>
  void get(std::string_view pattern,
           Response (*handler)(const Request&, Services&, Parameters...)) {
    add(Method::get, pattern, handler);
  }
  template <class... Parameters>
  void post(std::string_view pattern,
            Response (*handler)(const Request&, Services&, Parameters...)) {
    add(Method::post, pattern, handler);
  }

  /// The same for a handler of another room, which has services of its own. They must outlive the
  /// router.
  template <class Room, class... Parameters>
  void get(std::string_view pattern, Response (*handler)(const Request&, Room&, Parameters...),
           Room& room) {
    add(Method::get, pattern, handler, &room);
  }

  /// Never throws: what a handler throws becomes a page that says so.
  Response answer(const Request& request, Services& services) const noexcept {
    try {
      return dispatch(request, services);
    } catch (const base::Error& error) {
      return fail(request, services, {base::http_status(error.code()), error.what()});
    } catch (const std::exception&) {
      return fail(request, services, {500, ""});
    }
  }

 private:
  struct Route {
    Method method;
    std::string text;  ///< "/lieux/{}"
    std::vector<std::string> pattern;
    std::function<std::optional<Response>(const Request&, Services&)> run;
  };

  /// `room` is null for handlers of the router's own services.
  template <class Room, class... Parameters>
  void add(Method method, std::string_view pattern,
           Response (*handler)(const Request&, Room&, Parameters...), Room* room = nullptr) {
    Request parsed;
    [[maybe_unused]] const bool is_path = read_target(pattern, parsed);
    assert(is_path);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < parsed.segments.size(); ++i) {
      if (parsed.segments[i] == "{}") places.push_back(i);
    }
    assert(places.size() == sizeof...(Parameters));
    routes_.push_back({method, std::string(pattern), parsed.segments,
                       [handler, places, room](const Request& request, Services& services) {
                         constexpr auto kIndices = std::index_sequence_for<Parameters...>();
                         if constexpr (std::is_same_v<Room, Services>) {
                           return call(handler, places, request, room ? *room : services, kIndices);
                         } else {
                           return call(handler, places, request, *room, kIndices);
                         }
                       }});
  }

  template <class Room, class... Parameters, std::size_t... I>
  static std::optional<Response> call(Response (*handler)(const Request&, Room&, Parameters...),
                                      const std::vector<std::size_t>& places,
                                      const Request& request, Room& room,
                                      std::index_sequence<I...>) {
    [[maybe_unused]] const std::tuple<std::optional<std::remove_cvref_t<Parameters>>...> values{
        path_value<std::remove_cvref_t<Parameters>>(request.segments[places[I]])...};
    if (!(std::get<I>(values).has_value() && ...)) return std::nullopt;
    return handler(request, room, *std::get<I>(values)...);
  }

  static bool matches(const Route& route, const Request& request) {
    if (route.pattern.size() != request.segments.size()) return false;
    for (std::size_t i = 0; i < route.pattern.size(); ++i) {
      if (route.pattern[i] != "{}" && route.pattern[i] != request.segments[i]) return false;
    }
    return true;
  }

  Response dispatch(const Request& request, Services& services) const {
    const Method wanted = request.method == Method::head ? Method::get : request.method;
    std::string allowed;
    for (const Route& route : routes_) {
      if (!matches(route, request)) continue;
      if (route.method == wanted) {
        if (auto response = route.run(request, services)) {
          response->route = route.text;
          return std::move(*response);
        }
        continue;
      }
      allowed += allowed.empty() ? "" : ", ";
      allowed += route.method == Method::get ? "GET, HEAD" : "POST";
    }
    if (!allowed.empty()) {
      Response response = fail(request, services, {405, ""});
      response.set("Allow", allowed);
      return response;
    }
    if (auto redirect = without_trailing_slash(request)) return std::move(*redirect);
    return fail(request, services, {404, ""});
  }

  static std::optional<Response> without_trailing_slash(const Request& request) {
    if (request.segments.size() < 2 || !request.segments.back().empty()) return std::nullopt;
    Address address = Address::local("");
    for (std::size_t i = 0; i + 1 < request.segments.size(); ++i)
      address.segment(request.segments[i]);
    for (const auto& [name, value] : request.query.pairs()) address.with(name, value);
    return Response::redirect(address, 301);
  }

  Response fail(const Request& request, Services& services, const Failure& failure) const noexcept {
    try {
      return failure_page_(request, services, failure);
    } catch (const std::exception&) {
      return Response::text("Une erreur est survenue. Réessayez dans quelques minutes.\n", 500);
    }
  }

  FailurePage failure_page_;
  std::vector<Route> routes_;
};

}  // namespace maillage::web
