# Trials of clusters: linear mixed models by lme4, t tests of means, all allocations of parallel arms, and power by
# power.t.test and swCRTdesign.
#
#   Rscript Tools/reference/clusters.R Tests/StatisticsTests/Reference
suppressMessages({library(lme4); library(swCRTdesign)})
out <- commandArgs(trailingOnly = TRUE)[1]
set.seed(18)
g <- function(v) sprintf("%.17g", v)
simulate <- function(clusters, periods, begin, deviation, effect) {
  base <- rnorm(clusters, -0.4, deviation)
  d <- expand.grid(period = seq_len(periods) - 1, cluster = seq_len(clusters) - 1)
  d$treated <- as.integer(d$period >= begin[d$cluster + 1])
  d$trials <- sample(15:70, nrow(d), TRUE)
  d$events <- rbinom(nrow(d), d$trials, plogis(base[d$cluster + 1] + 0.1 * d$period + effect * d$treated))
  d
}
trials <- list(
  parallel = simulate(10, 1, rep(0:1, each = 5), 0.4, -0.3), uneven = simulate(9, 1, c(0, 0, 0, 1, 1, 1, 1, 1, 1), 0.3, -0.5),
  stepped = simulate(12, 5, rep(1:4, each = 3), 0.5, -0.35), short = simulate(6, 4, rep(1:3, 2), 0.2, 0.2),
  alike = simulate(8, 1, rep(0:1, 4), 0, 0.1))
lines <- c(); cells <- c()
for (name in names(trials)) {
  d <- trials[[name]]
  people <- d[rep(seq_len(nrow(d)), d$trials), c("period", "cluster", "treated")]
  people$y <- unlist(mapply(function(k, n) rep(1:0, c(k, n - k)), d$events, d$trials, SIMPLIFY = FALSE))
  one <- length(unique(d$period)) == 1
  formula <- if (one) y ~ treated + (1 | cluster) else y ~ factor(period) + treated + (1 | cluster)
  fit <- suppressMessages(lmer(formula, people, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12))))
  v <- as.data.frame(VarCorr(fit))$vcov
  naive <- lm(if (one) y ~ treated else y ~ factor(period) + treated, people)
  t <- NULL; p <- NA
  if (one) {
    r <- d$events / d$trials
    t <- t.test(r[d$treated == 1], r[d$treated == 0], var.equal = TRUE)
    real <- mean(r[d$treated == 1]) - mean(r[d$treated == 0])
    all <- combn(nrow(d), sum(d$treated), function(i) mean(r[i]) - mean(r[-i]))
    p <- mean(abs(all) >= abs(real) * (1 - 1e-12))
  }
  lines <- c(lines, paste(name, g(fixef(fit)[["treated"]]), g(sqrt(vcov(fit)["treated", "treated"])), g(v[1] / sum(v)),
    g(sqrt(vcov(naive)["treated", "treated"])),
    if (one) paste(g(t$estimate[1] - t$estimate[2]), g(t$conf.int[1]), g(t$conf.int[2]), g(t$p.value), g(p), sep = ",") else ",,,,",
    sep = ","))
  cells <- c(cells, paste(name, d$cluster, d$period, d$treated, d$events, d$trials, sep = ","))
}
program <- paste0("# R ", getRversion(), " with lme4 ", packageVersion("lme4"), " and swCRTdesign ", packageVersion("swCRTdesign"),
  ", Tools/reference/clusters.R")
writeLines(c(program, "case,cluster,period,treated,events,trials", cells), file.path(out, "cluster-cells.csv"))
writeLines(c(program, "case,effect,error,correlation,naive,difference,lower,upper,p,permutation", lines),
  file.path(out, "cluster-trials.csv"))

rows <- c()
for (p1 in c(0.45, 0.3)) for (p2 in c(0.38, 0.2)) for (rho in c(0, 0.01, 0.08)) for (m in c(10, 60)) {
  for (c in c(2, 3, 12)) for (cv in c(0, 0.5)) {
    sd <- sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / 2 * (1 + (m * (1 + cv^2) - 1) * rho) / m)
    rows <- c(rows, paste(p1, p2, rho, m, cv, "", 2 * c, g(power.t.test(n = c, delta = abs(p1 - p2), sd = sd)$power), sep = ","))
  }
  if (rho > 0) for (steps in c(2, 3, 4)) for (each in c(2, 5)) {
    both <- swPwr(swDsn(rep(each, steps)), "binomial", n = m, mu0 = p1, mu1 = p2, icc = rho, cac = 1, iac = 0, silent = TRUE)
    # swPwr adds the chance of a finding in the wrong direction; it is taken off.
    z <- qnorm(0.975)
    d <- uniroot(function(d) pnorm(d - z) + pnorm(-d - z) - as.numeric(both), c(0, 40), tol = 1e-15)$root
    rows <- c(rows, paste(p1, p2, rho, m, 0, steps, each * steps, g(pnorm(d - z)), sep = ","))
  }
}
writeLines(c(program, "p1,p2,correlation,size,variation,steps,clusters,power", rows), file.path(out, "cluster-power.csv"))
