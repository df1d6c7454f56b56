#include "fragility/method_words.hpp"

#include "fragility/wording.hpp"

namespace maillage::fragility {

std::string scale_words(const web::Words& t, const Indicator& indicator) {
  const Normalisation& scale = indicator.scale;
  const auto number = [&](double value) { return decimal(t, value, value < 100 ? 1 : 0); };
  switch (scale.scale) {
    case Scale::none:
      return t("tel quel");
    case Scale::classes:
      return t.fill(
          "rangé en {} classes de territoires",
          {t.number(static_cast<std::int64_t>((scale.cuts.empty() ? 9 : scale.cuts.size()) + 1))});
    case Scale::percentile:
      return t("part des territoires en dessous");
    case Scale::min_max:
      return t("de 0 à 100 entre le plus petit et le plus grand");
    case Scale::z_score:
      return t("écarts-types depuis la moyenne");
    case Scale::goalposts:
      return t.fill("de 0 à 100 entre deux bornes fixes, {} et {}",
                    {number(scale.low), number(scale.high)});
    case Scale::base_100:
      return t("100 pour le territoire de référence");
    case Scale::rank:
      return t("rang parmi les territoires");
  }
  return {};
}

std::string imputation_words(const web::Words& t, Imputation imputation) {
  switch (imputation) {
    case Imputation::none:
      return t("laissé inconnu");
    case Imputation::group_median:
      return t("médiane du groupe");
    case Imputation::neighbours:
      return t("moyenne des cinq territoires connus les plus proches");
    case Imputation::model:
      return t("estimé d’après d’autres indicateurs");
  }
  return {};
}

std::string mean_words(const web::Words& t, Mean mean) {
  switch (mean) {
    case Mean::arithmetic:
      return t("moyenne");
    case Mean::geometric:
      return t("moyenne géométrique");
    case Mean::harmonic:
      return t("moyenne harmonique");
    case Mean::power:
      return t("moyenne de puissances");
  }
  return {};
}

std::vector<std::string> rule_words(const web::Words& t, const Method& method) {
  std::vector<std::string> rules;
  if (method.missing == Missing::zero) {
    rules.push_back(
        t("Une valeur manquante compte pour zéro, comme dans la version publiée. C’est "
          "une erreur."));
  } else if (method.least_weight >= 1) {
    rules.push_back(t("S’il manque une seule valeur, il n’y a pas d’indice."));
  } else {
    rules.push_back(
        t.fill("Une valeur manquante laisse son poids aux autres. Sous {}\u00a0% du poids "
               "connu, il n’y a pas d’indice.",
               {decimal(t, 100 * method.least_weight, 0)}));
  }
  rules.push_back(
      method.levels == Levels::recompute
          ? t("À chaque niveau, l’indice est refait à partir des effectifs : jamais une moyenne de "
              "moyennes.")
          : t("Un territoire plus grand a la moyenne des scores de ses communes, pondérée par "
              "leurs "
              "habitants."));
  if (!method.references.empty()) {
    rules.push_back(t("Chaque territoire est comparé à un territoire de référence, qui vaut 100."));
  }
  if (method.truncated) {
    rules.push_back(t("Chaque étape est coupée à l’entier, comme dans la version publiée."));
  }
  return rules;
}

}  // namespace maillage::fragility
