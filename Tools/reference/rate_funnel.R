# Funnels of crude and directly standardised rates: Rscript Tools/reference/rate_funnel.R (in the root of the repository; see
# public_health_source.R), by PHEindicatormethods on numbers drawn with a seed.
source("Tools/reference/public_health_source.R")
set.seed(518)
areas <- tibble(area = sprintf("E%02d", 1:40), population = round(exp(runif(40, 7, 12)))) %>%
  mutate(events = rpois(40, population * 710 / 1e5 * exp(rnorm(40, 0, .08))), crude = 1e5 * events / population,
    dsr = crude * exp(rnorm(40, 0, .06)))
out <- map_dfr(c("crude", "dsr"), function(type) {
  rated <- areas %>% mutate(rate = .data[[type]])
  limits <- calculate_funnel_limits(rated, events, population, rate, statistic = "rate", rate_type = type, years_of_data = 1, multiplier = 1e5)
  assign_funnel_significance(rated, events, population, rate, statistic = "rate", rate_type = type, multiplier = 1e5) %>%
    transmute(type, area, events = as.double(events), population, rate, target = limits$baseline[1], significance)
})
write_reference(out, "ReoffendingTests/Reference/rate-funnel.csv", "rate_funnel.R")
curves <- map_dfr(c("crude", "dsr"), function(type) {
  rated <- areas %>% mutate(rate = .data[[type]])
  calculate_funnel_limits(rated, events, population, rate, statistic = "rate", rate_type = type, years_of_data = 1, multiplier = 1e5) %>%
    transmute(type, events = as.double(Events), at_lower95 = lower_2s_population_1_year, lower95 = lower_2s_limit, at_upper95 = upper_2s_population_1_year,
      upper95 = upper_2s_limit, at_lower998 = lower_3s_population_1_year, lower998 = lower_3s_limit, at_upper998 = upper_3s_population_1_year,
      upper998 = upper_3s_limit) %>% slice(round(seq(1, n(), length.out = 15)))
})
write_reference(curves, "ReoffendingTests/Reference/rate-funnel-curves.csv", "rate_funnel.R")
