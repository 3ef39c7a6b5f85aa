# The questions of Benchmarks/analysts/run in R, each time with reading left out: Rscript job.R FOLDER
# Where the package that has the question (ineq, AER, epitools, ...) is no more than a formula, the formula is written vectorised here.
suppressMessages({ library(data.table); library(lme4); library(sandwich); library(MASS) })
folder <- commandArgs(TRUE)[1]
job <- function(name, fit, value) {
  time <- tryCatch(system.time(m <- fit()), error = function(e) { message(name, ": ", conditionMessage(e)); NULL })
  if (!is.null(time)) cat(sprintf("%s,%.3f,%.3f,%.10g\n", name, time[["elapsed"]], time[["user.self"]] + time[["sys.self"]], value(m)))
}
job("reading", function() people <<- fread(file.path(folder, "people.csv")), nrow)
job("reading-reoffences", function() reoffences <<- fread(file.path(folder, "reoffences.csv")), nrow)
wilson <- function(x, n, z = qnorm(.975)) cbind((2 * x + z^2 - z * sqrt(z^2 + 4 * x * (1 - x / n))), (2 * x + z^2 + z * sqrt(z^2 + 4 * x * (1 - x / n)))) / 2 / (n + z^2)
job("concentration", function() {
  x <- as.numeric(sort(people$reoffences)); n <- length(x); i <- seq_len(n); s <- sum(x); w <- sum(i * x); above <- s - cumsum(x)
  gini <- 2 * w / (n * s) - (n + 1) / n
  # Without the person at place i those above come down by one place.
  left <- 2 * (w - i * x - above) / ((n - 1) * (s - x)) - n / (n - 1)
  c(gini, sqrt((n - 1) / n * sum((left - mean(left))^2)))
}, function(m) m[1])
job("difference", function() {
  treated <- people$area %in% c("a1", "a2", "a3"); m <- lm(reoffended ~ treated * change, people); list(coef(m), vcovHC(m, "HC1"))
}, function(m) m[[1]][["treatedTRUE:change"]])
job("interrupted", function() {
  d <- people[, .(rate = mean(reoffended)), keyby = quarter]; d[, `:=`(t = .I, after = quarter >= "2020 Q1")]
  d[, since := pmax(0, t - which(after)[1])]; m <- lm(rate ~ t + after + since, d); list(coef(m), NeweyWest(m, lag = 3, prewhite = FALSE))
}, function(m) m[[1]][["afterTRUE"]])
job("trial", function() lmer(reoffended ~ arm + (1 | area), people), function(m) fixef(m)[["arm"]])
job("adjusted", function() {
  people[, q := factor(quarter)]; m <- glm(reoffended ~ q + sex + age + prior, binomial, people); base <- copy(people[quarter == "2016 Q1"])
  sapply(levels(people$q), function(l) { base[, q := factor(l, levels(people$q))]; mean(predict(m, base, type = "response")) })
}, function(m) m[["2020 Q1"]])
job("needs", function() {
  own <- c("homeless", "unemployed", "drugs", "alcohol")
  one <- rbindlist(lapply(own, function(n) people[get(n) == 1, .(n, people = .N, again = sum(reoffended))]))
  all <- people[, .(people = .N, again = sum(reoffended)), by = own]; many <- people[, .(people = .N, again = sum(reoffended)), keyby = homeless + unemployed + drugs + alcohol]
  list(one, wilson(all$again, all$people), wilson(many$again, many$people), prop.trend.test(many$again, many$people), many)
}, function(m) m[[5]]$again[2] / m[[5]]$people[2])
job("disparity", function() {
  d <- people[, .(n = .N, a = sum(arrested), c = sum(charged), v = sum(convicted)), by = ethnicity]; w <- d[ethnicity == "White"]
  ratio <- function(x, n, x0, n0) { l <- log(x / n / (x0 / n0)); s <- sqrt(1 / x - 1 / n + 1 / x0 - 1 / n0); cbind(exp(l), exp(l - 1.96 * s), exp(l + 1.96 * s)) }
  list(d, ratio(d$a, d$n, w$a, w$n), ratio(d$c, d$a, w$c, w$a), ratio(d$v, d$c, w$v, w$c))
}, function(m) m[[3]][m[[1]]$ethnicity == "Black", 1])
job("severity", function() {
  weights <- fread(file.path("..", "..", "Datasets", "weights-example.csv"))
  d <- merge(reoffences, weights[, .(offence, weight)], by = "offence", all.x = TRUE); d[, index := weights$weight[match(index_offence, weights$offence)]]
  d[is.na(weight), weight := 0]
  who <- d[, .(harm = sum(weight), most = max(weight), number = sum(offence != ""), index = index[1]), by = .(person, area)]
  areas <- who[, .(people = .N, mean = mean(harm), error = sd(harm) / sqrt(.N), again = sum(number > 0), serious = sum(most >= 100),
    worse = sum(most > index), less = sum(most < index & number > 0)), keyby = area]
  list(areas, wilson(areas$again, areas$people), who)
}, function(m) mean(m[[3]]$harm))
job("ipw", function() {
  m <- glm(programme ~ age + sex + prior + homeless, binomial, people); e <- fitted(m); t <- people$programme; y <- people$reoffended
  w <- t / e + (1 - t) / (1 - e); o <- lm(y ~ t, weights = w); list(coef(o), vcovHC(o, "HC0"))
}, function(m) m[[1]][["t"]])
job("selection", function() {
  d <- people[, .N, keyby = .(before, after)]; chosen <- d$before >= 5
  # The distribution of everybody: negative binomial by maximum likelihood; people are drawn anew by their numbers.
  one <- function(n) {
    x <- tapply(n, d$before, sum); v <- as.numeric(names(x))
    p <- optim(c(0, 1), function(p) -sum(x * dnbinom(v, size = exp(p[1]), mu = exp(p[2]), log = TRUE)))$par; a <- exp(p[1]); b <- a / exp(p[2])
    1 - sum(n[chosen] * (a + d$before[chosen]) / (b + 1)) / sum(n[chosen] * d$before[chosen])
  }
  draws <- rmultinom(200, sum(d$N), d$N); list(one(d$N), quantile(apply(draws, 2, one), c(.025, .975)))
}, function(m) m[[1]])
job("payment", function() {
  d <- people[, .(n = .N, x = sum(reoffended)), by = area]; list(wilson(d$x, d$n), qbinom(.025, d$n, .3), qbinom(.975, d$n, .3), d)
}, function(m) sum(m[[4]]$x / m[[4]]$n < (m[[2]] / m[[4]]$n)))
