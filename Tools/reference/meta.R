# Reference values for Tests/StatisticsTests/MetaAnalysis: Rscript Tools/reference/meta.R (in the root of the repository)
# Made-up studies, combined by metafor.
suppressMessages(library(metafor))
out <- "Tests/StatisticsTests/Reference"
tools <- paste("R", getRversion(), "metafor", packageVersion("metafor"), "Tools/reference/meta.R")
d <- data.frame(a = c(12, 30, 7, 55, 0, 18, 90, 21), n = c(80, 140, 40, 300, 25, 95, 410, 120),
  b = c(20, 41, 6, 80, 3, 29, 88, 33), m = c(82, 133, 44, 310, 27, 90, 395, 118))
write <- function(x, file) {
  path <- file.path(out, file); writeLines(paste("#", tools), path)
  num <- sapply(x, is.numeric); x[num] <- lapply(x[num], function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v)))
  suppressWarnings(write.table(x, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
effects <- list(); fits <- list()
for (measure in c("risk-ratio", "odds-ratio", "risk-difference", "proportion")) {
  type <- c("risk-ratio" = "RR", "odds-ratio" = "OR", "risk-difference" = "RD", "proportion" = "PLO")[[measure]]
  e <- if (measure == "proportion") escalc(type, xi = a, ni = n, data = d) else
    escalc(type, ai = a, n1i = n, ci = b, n2i = m, data = d)
  effects[[measure]] <- data.frame(measure = measure, d, effect = as.numeric(e$yi), variance = as.numeric(e$vi))
  for (method in c("REML", "DL", "FE")) for (test in c("z", "knha")) {
    if (method == "FE" && test == "knha") next
    f <- rma(yi, vi, data = e, method = method, test = test, control = list(threshold = 1e-12, maxiter = 1000))
    bias <- regtest(e$yi, e$vi, model = "lm", predictor = "sei")
    fits[[paste(measure, method, test)]] <- data.frame(measure = measure, method = method, test = test, effect = as.numeric(f$beta),
      error = f$se, lower = f$ci.lb, upper = f$ci.ub, p = f$pval, tau2 = f$tau2, i2 = f$I2 / 100, q = f$QE, qp = f$QEp,
      bias_t = bias$zval, bias_p = bias$pval)
  }
}
write(do.call(rbind, effects), "meta-effects.csv"); write(do.call(rbind, fits), "meta-fits.csv")
# Moderators: a year and a kind of place, on each measure, and metadat's trials of the BCG vaccine (Colditz and others 1994).
d$year <- c(1998, 2001, 2003, 2004, 2009, 2011, 2015, 2018)
d$setting <- c("prison", "community", "community", "prison", "prison", "community", "prison", "community")
mods <- list()
fit <- function(e, formula, case, method, test) {
  f <- rma(yi, vi, mods = formula, data = e, method = method, test = test, control = list(threshold = 1e-14, maxiter = 10000))
  data.frame(case = case, method = method, test = test, term = rownames(f$beta), estimate = as.numeric(f$beta), error = f$se,
    lower = f$ci.lb, upper = f$ci.ub, p = f$pval, tau2 = f$tau2, i2 = f$I2 / 100,
    # Without a variance between studies R2 is a share of something else.
    r2 = if (method == "FE" || is.null(f$R2) || is.na(f$R2)) NA else f$R2 / 100, qm = f$QM, qmp = f$QMp, qe = f$QE, qep = f$QEp)
}
bcg <- metadat::dat.bcg
bcg <- escalc("RR", ai = tpos, n1i = tpos + tneg, ci = cpos, n2i = cpos + cneg, data = bcg)
for (method in c("REML", "DL", "FE")) for (test in c("z", "knha")) {
  if (method == "FE" && test == "knha") next
  for (measure in c("RR", "RD")) {
    e <- escalc(measure, ai = a, n1i = n, ci = b, n2i = m, data = d)
    mods[[length(mods) + 1]] <- fit(e, ~ year + setting, measure, method, test)
  }
  mods[[length(mods) + 1]] <- fit(bcg, ~ ablat + alloc, "bcg", method, test)
}
mods <- do.call(rbind, mods)
mods$term <- sub("^intrcpt$", "(Intercept)", sub("^(setting|alloc)(.+)$", "\\1=\\2", mods$term))
write(mods, "meta-moderators.csv")
write(data.frame(ai = bcg$tpos, ni = bcg$tpos + bcg$tneg, ci = bcg$cpos, mi = bcg$cpos + bcg$cneg, ablat = bcg$ablat,
  alloc = bcg$alloc), "meta-bcg.csv")
