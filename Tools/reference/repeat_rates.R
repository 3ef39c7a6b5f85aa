# Reference values for Tests/StatisticsTests/Standardisation: Rscript Tools/reference/repeat_rates.R (in the root of the repository)
# Rates of events that are not independent, standardised by calculate_dsr of PHEindicatormethods (see
# public_health_source.R).
# Data: Thall's bladder tumours, each patient's recurrences (Tests/StatisticsTests/Reference/bladder.csv), and the made-up numbers
# of the package's own example of frequencies of events, drawn with a seed.
source("Tools/reference/public_health_source.R")
b <- read.csv("Tests/StatisticsTests/Reference/bladder.csv", comment.char = "#")
people <- b %>% group_by(id) %>% summarise(treatment = first(rx), number = first(number), events = sum(event)) %>%
  mutate(ageband = ifelse(number == 1, "one", "several"))
bladder <- people %>% group_by(treatment, ageband) %>% mutate(pop = n()) %>%
  group_by(group = as.character(treatment), ageband, pop, eventfreq = events) %>% summarise(x = n(), .groups = "drop") %>%
  filter(eventfreq > 0) %>% complete(group, nesting(ageband), eventfreq = 1:max(people$events), fill = list(x = 0)) %>%
  group_by(group, ageband) %>% fill(pop, .direction = "downup") %>% ungroup() %>%
  mutate(stdpop = ifelse(ageband == "one", 300, 200), case = "bladder")
set.seed(1215)
made <- expand.grid(ageband = as.character(seq(0, 90, 5)), group = c("a", "b", "c"), stringsAsFactors = FALSE) %>%
  mutate(obs = sample(200, n(), replace = TRUE), pop = sample(10000:20000, n(), replace = TRUE),
    stdpop = 1000 * (1 + as.numeric(ageband) %% 7), f3 = floor(obs * .1 / 3), f2 = floor(obs * .2 / 2), f1 = obs - 3 * f3 - 2 * f2) %>%
  pivot_longer(c(f1, f2, f3), names_to = "eventfreq", values_to = "x", names_prefix = "f") %>%
  mutate(eventfreq = as.integer(eventfreq), case = "frequencies")
all <- bind_rows(bladder, made) %>% mutate(case = paste(case, group))
rows <- list()
for (one in unique(all$case)) for (level in c(.95, .998)) {
  d <- filter(all, case == one)
  f <- calculate_dsr(d, x = x, n = pop, stdpop = stdpop, independent_events = FALSE, eventfreq = eventfreq, ageband = ageband,
    confidence = level, multiplier = 1)
  s <- d %>% group_by(ageband) %>% summarise(pop = first(pop), stdpop = first(stdpop),
    counts = paste(paste(eventfreq[x > 0], x[x > 0], sep = ":"), collapse = " "))
  rows[[length(rows) + 1]] <- data.frame(case = one, level = level, population = paste(s$pop, collapse = " "),
    standard = paste(s$stdpop, collapse = " "), people = paste(s$counts, collapse = ";"), events = f$total_count,
    value = f$value, lower = f$lowercl, upper = f$uppercl)
}
r <- bind_rows(rows)
write_reference(r, "StatisticsTests/Reference/repeat-rates.csv", "repeat_rates.R")
