# The indicators of UK public health: Rscript Tools/reference/public_health.R (in the root of the repository; see
# public_health_source.R). Proportions, rates, means, standardised rates and ratios, funnels, slope indices and quantiles by
# PHEindicatormethods on numbers drawn with a seed. The limits of slope indices are simulated there.
source("Tools/reference/public_health_source.R")
script <- "public_health.R"
set.seed(1218)
levels <- c(.95, .998)

counts <- tibble(events = c(0, 1, 3, 9, 10, 11, 47, 250, 3591, 12), people = c(7, 40, 3, 95, 10, 400, 140, 251, 20373, 12))
single <- map_dfr(levels, function(level) bind_rows(
  phe_proportion(counts, events, people, confidence = level) %>% mutate(kind = "proportion", level = level),
  phe_rate(counts, events, people, confidence = level, multiplier = 1) %>% mutate(kind = "rate", level = level)))
write_reference(single %>% select(kind, events, people, level, value, lower = lowercl, upper = uppercl),
  "StatisticsTests/Reference/public-health-counts.csv", script)

samples <- list(ages = c(23, 35, 41, 29, 60), two = c(4, 9), months = round(rexp(40, 1 / 7), 2))
means <- map_dfr(names(samples), function(name) map_dfr(levels, function(level)
  phe_mean(tibble(x = samples[[name]]), x, confidence = level) %>%
    transmute(values = paste(samples[[name]], collapse = " "), level = level, value, lower = lowercl, upper = uppercl)))
write_reference(means, "StatisticsTests/Reference/public-health-means.csv", script)

strata <- expand.grid(band = 1:6, group = letters[1:6], stringsAsFactors = FALSE) %>% group_by(group) %>%
  mutate(population = sample(40:2500, 6), events = rbinom(6, population, c(.002, .02, .08, .15, .3, .4)[cur_group_id()]),
    standard = c(900, 1400, 1250, 1600, 2100, 1800), reference = c(120, 300, 410, 380, 250, 90), all = c(800, 1500, 1700, 1900, 1600, 900))
standardised <- map_dfr(levels, function(level) {
  dsr <- calculate_dsr(strata, events, population, stdpop = standard, confidence = level, multiplier = 1)
  isratio <- calculate_ISRatio(strata, events, population, reference, all, refpoptype = "field", confidence = level)
  israte <- calculate_ISRate(strata, events, population, reference, all, refpoptype = "field", confidence = level, multiplier = 1)
  strata %>% summarise(across(c(events, population, standard, reference, all), ~ paste(.x, collapse = " "))) %>%
    mutate(level = level, direct = dsr$value, direct_lower = dsr$lowercl, direct_upper = dsr$uppercl,
      expected = isratio$expected, ratio = isratio$value, ratio_lower = isratio$lowercl, ratio_upper = isratio$uppercl,
      rate = israte$value, rate_lower = israte$lowercl, rate_upper = israte$uppercl)
})
write_reference(standardised, "StatisticsTests/Reference/public-health-standardised.csv", script)

areas <- tibble(people = round(exp(runif(40, 3, 8))), predicted = runif(40, .15, .5)) %>%
  mutate(events = rbinom(40, people, pmin(.9, .3 * exp(rnorm(40, 0, .25)))), expected = people * predicted, rate = events / people)
limits <- bind_rows(
  calculate_funnel_limits(areas, events, people, statistic = "proportion", multiplier = 1) %>%
    transmute(kind = "proportion", centre = sum(areas$events) / sum(areas$people), at = as.double(Population), lower95 = lower_2s_limit,
      upper95 = pmin(1, upper_2s_limit), lower998 = lower_3s_limit, upper998 = pmin(1, upper_3s_limit)),
  calculate_funnel_limits(areas, events, expected, statistic = "ratio", ratio_type = "isr", multiplier = 1) %>% filter(Observed_events > 0) %>%
    transmute(kind = "ratio", centre = 1, at = as.double(Observed_events), lower95 = lower_2s_exp_events, upper95 = upper_2s_exp_events,
      lower998 = lower_3s_exp_events, upper998 = upper_3s_exp_events),
  calculate_funnel_limits(areas, events, people, rate, statistic = "rate", rate_type = "crude", years_of_data = 1, multiplier = 1) %>%
    filter(Events > 0) %>%
    transmute(kind = "rate", centre = sum(areas$events) / sum(areas$people), at = as.double(Events), lower95 = lower_2s_population_1_year,
      upper95 = upper_2s_population_1_year, lower998 = lower_3s_population_1_year, upper998 = upper_3s_population_1_year)) %>%
  group_by(kind) %>% slice(round(seq(1, n(), length.out = 20))) %>% ungroup()
write_reference(limits, "StatisticsTests/Reference/public-health-limits.csv", script)
places <- bind_rows(
  assign_funnel_significance(areas, events, people, statistic = "proportion") %>% mutate(kind = "proportion", of = people),
  assign_funnel_significance(areas, events, expected, statistic = "ratio") %>% mutate(kind = "ratio", of = expected),
  assign_funnel_significance(areas, events, people, rate, statistic = "rate", rate_type = "crude", multiplier = 1) %>%
    mutate(kind = "rate", of = people)) %>%
  transmute(kind, events, of = as.double(of), centre = ifelse(kind == "ratio", 1, sum(areas$events) / sum(areas$people)), significance)
write_reference(places, "StatisticsTests/Reference/public-health-places.csv", script)

fifths <- list(fifths = list(events = c(322, 371, 432, 539, 680), people = c(1204, 1310, 1425, 1618, 1890)),
  falling = list(events = c(300, 220, 190, 120, 100, 80), people = c(900, 500, 600, 420, 800, 300)),
  tenths = list(events = round(seq(90, 300, length.out = 10)), people = round(runif(10, 700, 1600))))
slopes <- map_dfr(names(fifths), function(name) {
  d <- as_tibble(fifths[[name]]) %>% mutate(place = row_number(), share = events / people, error = sqrt(share * (1 - share) / people),
    low = plogis(qlogis(share) - qnorm(.975) / sqrt(people * share * (1 - share))),
    high = plogis(qlogis(share) + qnorm(.975) / sqrt(people * share * (1 - share))),
    low_log = share * exp(-qnorm(.975) * error / share), high_log = share * exp(qnorm(.975) * error / share))
  one <- function(scale, ...) phe_sii(d, place, people, value = share, rii = TRUE, intercept = TRUE, ...) %>% rename_with(~ sub("cl$", "", .x)) %>%
    transmute(case = name, scale, events = paste(d$events, collapse = " "), people = paste(d$people, collapse = " "), first = intercept,
      slope = sii, slope_lower = sii_lower95_0, slope_upper = sii_upper95_0, relative = rii, relative_lower = rii_lower95_0,
      relative_upper = rii_upper95_0)
  bind_rows(one("share", value_type = 0, se = error),
    one("log", value_type = 1, transform = TRUE, lower_cl = low_log, upper_cl = high_log),
    one("logit", value_type = 2, transform = TRUE, lower_cl = low, upper_cl = high))
})
write_reference(as.data.frame(slopes), "StatisticsTests/Reference/public-health-slopes.csv", script)

scores <- list(areas = round(rnorm(37, 50, 12), 3), even = round(runif(40), 4), ties = c(1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8))
quantiles <- map_dfr(names(scores), function(name) map_dfr(c(4, 5, 10), function(groups) {
  q <- phe_quantile(tibble(x = scores[[name]]), x, nquantiles = groups)
  tibble(case = name, groups = as.integer(groups), values = paste(q$x, collapse = " "), quantiles = paste(q$quantile, collapse = " "))
}))
write_reference(quantiles, "TablesTests/Reference/public-health-quantiles.csv", script)
