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
