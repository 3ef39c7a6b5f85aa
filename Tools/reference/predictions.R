# Reference values for Tests/StatisticsTests/Models: Rscript Tools/reference/predictions.R (in the root of the repository)
# Predictions from fits of R's glm for other people than those they were fitted to. Data: recid.csv.
suppressMessages({library(splines)})
out <- "Tests/StatisticsTests/Reference/predictions.csv"
d <- read.csv("Tests/StatisticsTests/Reference/recid.csv", comment.char = "#")
d$again <- 1 - d$cens
d$place <- ifelse(d$educ < 9, "low", ifelse(d$educ < 12, "middle", "high"))
new <- data.frame(priors = c(0, 1, 3, 12, 25), age = c(200, 250, 333, 500, 700), black = c(0, 1, 1, 0, 1),
  place = c("low", "high", "middle", "high", "low"), follow = c(70, 75, 80, 74, 71), drugs = c(0, 0, 1, 1, 0))
fits <- list(
  list("again ~ priors + age + black", again ~ priors + age + black, binomial()),
  list("again ~ ns(age, 3) * place + priors", again ~ ns(age, 3) * place + priors, binomial()),
  list("again ~ bs(age, df = 5) + poly(priors, 2)", again ~ bs(age, df = 5) + poly(priors, 2), binomial("probit")),
  list("again ~ scale(age) + log1p(priors) + factor(drugs)", again ~ scale(age) + log1p(priors) + factor(drugs), binomial("cloglog")),
  list("again ~ cut(age, c(0, 250, 350, 1000)) + black:drugs + priors",
    again ~ cut(age, c(0, 250, 350, 1000)) + black:drugs + priors, binomial()),
  list("priors ~ place + poly(age, 2, raw = TRUE) + offset(log(follow))",
    priors ~ place + poly(age, 2, raw = TRUE) + offset(log(follow)), poisson()),
  list("rules ~ sqrt(age) + place:black", rules ~ sqrt(age) + place:black, gaussian()),
  list("priors ~ age + I(age^2) + black", priors ~ age + I(age^2) + black, quasipoisson()))
rows <- list()
for (f in fits) {
  m <- glm(f[[2]], f[[3]], d, control = glm.control(epsilon = 1e-14, maxit = 100))
  p <- suppressWarnings(predict(m, new, type = "link", se.fit = TRUE))
  free <- m$family$family %in% c("gaussian", "quasipoisson")
  q <- if (free) qt(.975, m$df.residual) else qnorm(.975)
  rows[[length(rows) + 1]] <- data.frame(formula = gsub(",", ";", f[[1]]), family = m$family$family, link = m$family$link, row = seq_len(nrow(new)),
    predictor = p$fit, error = p$se.fit, mean = m$family$linkinv(p$fit), lower = m$family$linkinv(p$fit - q * p$se.fit),
    upper = m$family$linkinv(p$fit + q * p$se.fit))
}
r <- do.call(rbind, rows)
for (n in c("predictor", "error", "mean", "lower", "upper")) r[[n]] <- sprintf("%.17g", r[[n]])
writeLines(paste("#", "R", getRversion(), "Tools/reference/predictions.R; commas of formulas are semicolons"), out)
suppressWarnings(write.table(r, out, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
