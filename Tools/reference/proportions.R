# Writes Reference/proportions.csv, counts.csv, one-sample.csv, adjustments.csv and power.csv.
# Usage: Rscript proportions.R DIRECTORY
directory <- commandArgs(TRUE)[1]
first <- paste0("# ", R.version.string, "; Tools/reference/proportions.R")
write <- function(table, name) {
  out <- file.path(directory, paste0(name, ".csv"))
  cells <- lapply(table, function(column) if (is.double(column)) sprintf("%.17g", column) else as.character(column))
  writeLines(c(first, paste(names(table), collapse = ","), do.call(paste, c(cells, sep = ","))), out)
}
levels <- c(0.9, 0.95, 0.99, 0.998)
counts <- rbind(c(0, 1), c(1, 1), c(0, 10), c(1, 10), c(5, 10), c(9, 10), c(10, 10), c(33, 40), c(86, 524), c(1, 1000),
  c(999, 1000), c(1045, 5000), c(3591, 20373), c(0, 1e6), c(3, 1e6), c(250000, 1e6))
cases <- merge(data.frame(events = counts[, 1], trials = counts[, 2]), data.frame(level = levels))
k <- cases$events; n <- cases$trials; t <- (1 - cases$level) / 2; z <- qnorm(t, lower.tail = FALSE)
cases$cp_lower <- ifelse(k == 0, 0, qbeta(t, k, n - k + 1))
cases$cp_upper <- ifelse(k == n, 1, qbeta(t, k + 1, n - k, lower.tail = FALSE))
cases$jeffreys_lower <- qbeta(t, k + 0.5, n - k + 0.5)
cases$jeffreys_upper <- qbeta(t, k + 0.5, n - k + 0.5, lower.tail = FALSE)
wilson <- mapply(function(k, n, l) suppressWarnings(prop.test(k, n, conf.level = l, correct = FALSE)$conf.int), k, n, cases$level)
cases$wilson_lower <- wilson[1, ]; cases$wilson_upper <- wilson[2, ]
write(cases, "proportions")

rates <- merge(data.frame(events = c(0, 1, 2, 9, 10, 65, 1045, 1e6)), data.frame(level = levels))
k <- rates$events; t <- (1 - rates$level) / 2; z <- qnorm(t, lower.tail = FALSE)
rates$exact_lower <- ifelse(k == 0, 0, qchisq(t, 2 * k) / 2)
rates$exact_upper <- qchisq(t, 2 * k + 2, lower.tail = FALSE) / 2
rates$byar_lower <- ifelse(k == 0, 0, pmax(0, k * (1 - 1 / (9 * k) - z / (3 * sqrt(k)))^3))
rates$byar_upper <- (k + 1) * (1 - 1 / (9 * (k + 1)) + z / (3 * sqrt(k + 1)))^3
write(rates, "counts")

tests <- merge(merge(data.frame(events = counts[1:13, 1], trials = counts[1:13, 2]), data.frame(expected = c(0.01, 0.3, 0.4825, 0.5, 0.9))),
  data.frame(alternative = c("two-sided", "less", "greater")))
exact <- function(k, n, p, a) binom.test(k, n, p, alternative = sub("-", ".", a))$p.value
tests$exact <- mapply(exact, tests$events, tests$trials, tests$expected, tests$alternative)
tests$mid <- tests$exact - dbinom(tests$events, tests$trials, tests$expected) / 2
score <- (tests$events / tests$trials - tests$expected) / sqrt(tests$expected * (1 - tests$expected) / tests$trials)
tests$statistic <- score
tests$score <- ifelse(tests$alternative == "two-sided", 2 * pnorm(-abs(score)), ifelse(tests$alternative == "less", pnorm(score), pnorm(-score)))
write(tests, "one-sample")

families <- list(c(0.01, 0.02, 0.2), c(0.01, 0.02, 0.2, 0.03, 0.9, 0.02), c(0.5), c(0, 1), c(0.04, 0.01), c(0.001, 0.001, 0.9, 0.02, 0.011, 0.3, 0.049, 0.05, 0.0004, 0.7))
methods <- c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY")
rows <- do.call(rbind, lapply(families, function(p) do.call(rbind, lapply(methods, function(m) data.frame(
  method = tolower(m), p = paste(sprintf("%.17g", p), collapse = " "), adjusted = paste(sprintf("%.17g", p.adjust(p, m)), collapse = " "))))))
write(rows, "adjustments")

plans <- expand.grid(p1 = c(0.05, 0.3, 0.6), p2 = c(0.2, 0.28, 0.9), n = c(20, 200, 1500), strict = c(FALSE, TRUE), one = c(FALSE, TRUE))
plans <- plans[!(plans$one & plans$strict), ]
plans$alpha <- ifelse(plans$n == 200, 0.01, 0.05)
plans$power <- mapply(function(p1, p2, n, s, o, a) power.prop.test(n, p1, p2, sig.level = a, strict = s,
  alternative = if (o) "one.sided" else "two.sided")$power, plans$p1, plans$p2, plans$n, plans$strict, plans$one, plans$alpha)
plans$strict <- as.integer(plans$strict); plans$one <- as.integer(plans$one)
write(plans, "power")
