# Compares two_by_two_{intervals,tests}.csv with R: fisher.test, chisq.test, epiR, and mcnemar.test.
#   Rscript Tools/reference/check_two_by_two.R
# fisher.test finds its estimate and limits to about 1e-4 only; its p-values are fine.
suppressMessages(library(epiR))
folder <- "Tests/StatisticsTests/Reference/"
near <- function(x, y, tolerance, what) {
  bad <- !(x == y | abs(x - y) <= tolerance * pmax(abs(y), 1e-300))
  if (any(bad, na.rm = TRUE)) cat("differs:", what, format(x, digits = 10), format(y, digits = 10), "\n")
}
tests <- read.csv(paste0(folder, "two_by_two_tests.csv"), comment.char = "#")
for (i in seq_len(nrow(tests))) {
  r <- tests[i, ]
  m <- matrix(c(r$a, r$b, r$c, r$d), 2, byrow = TRUE)
  near(fisher.test(m)$p.value, r$fisher, 1e-7, "fisher")
  if (all(colSums(m) > 0)) {
    near(suppressWarnings(chisq.test(m, correct = TRUE)$statistic), r$yates, 1e-9, "yates")
    near(suppressWarnings(chisq.test(m, correct = FALSE)$p.value), r$chi_p, 1e-8, "pearson")
  }
}
intervals <- read.csv(paste0(folder, "two_by_two_intervals.csv"), comment.char = "#")
for (i in seq_len(nrow(intervals))) {
  r <- intervals[i, ]
  m <- matrix(c(r$a, r$b, r$c, r$d), 2, byrow = TRUE)
  f <- fisher.test(m, conf.level = r$level)
  near(f$conf.int[1], r$conditional_lower, 2e-3, "conditional lower")
  near(f$conf.int[2], r$conditional_upper, 2e-3, "conditional upper")
  if (min(m) > 0 && sum(m) < 1e5) {
    e <- epi.2by2(m, method = "cross.sectional", conf.level = r$level)$massoc.detail
    near(e$RR.strata.wald$lower, r$katz_lower, 1e-8, "katz")
    near(e$OR.strata.wald$upper, r$woolf_upper, 1e-8, "woolf")
    near(e$PAFRisk.strata.wald$est, r$paf, 1e-8, "population fraction")
    near(e$PAFRisk.strata.wald$lower, r$paf_lower, 1e-8, "population fraction lower")
    near(e$PAFRisk.strata.wald$upper, r$paf_upper, 1e-8, "population fraction upper")
    # epiR prints per 100 and calls Mee's interval "score".
    near(e$ARisk.strata.score$lower / 100, r$mee_lower, 1e-5, "mee lower")
    near(e$ARisk.strata.score$upper / 100, r$mee_upper, 1e-5, "mee upper")
  }
}
pairs <- read.csv(paste0(folder, "paired.csv"), comment.char = "#")
for (i in which(pairs$first + pairs$second > 0)) {
  r <- pairs[i, ]
  m <- matrix(c(r$both, r$second, r$first, r$neither), 2)
  near(mcnemar.test(m, correct = FALSE)$statistic, r$chi, 1e-10, "mcnemar")
  if (r$first != r$second) near(mcnemar.test(m)$p.value, r$corrected_p, 1e-8, "mcnemar corrected")
}
cat("R", as.character(getRversion()), "epiR", as.character(packageVersion("epiR")), "compared\n")
