# Reoffenders and reoffences avoided: square-and-add limits of a weighted sum of risk differences, and normal limits of
# a weighted sum of differences of means.
#
#   Rscript Tools/reference/scenarios.R Tests/ReoffendingTests/Reference
#
# Writes scenario-people.csv (seeded people) and scenarios.csv (one row a factor, strata and level).
out <- commandArgs(trailingOnly = TRUE)[1]
version <- paste("# R", getRversion(), "with stats, Tools/reference/scenarios.R")
set.seed(419)
n <- 600
people <- data.frame(
  sex = sample(c("male", "female"), n, TRUE, c(0.8, 0.2)),
  age_band = sample(c("18-20", "21-29", "30+"), n, TRUE))
people$homeless <- rbinom(n, 1, ifelse(people$age_band == "30+", 0.25, 0.1))
eta <- -0.6 + 1.3 * people$homeless - 0.7 * (people$age_band == "30+") + 0.3 * (people$sex == "male")
people$reoffended <- rbinom(n, 1, plogis(eta))
people$reoffences <- ifelse(people$reoffended == 1, 1 + rgeom(n, 0.35), 0)
file <- file(file.path(out, "scenario-people.csv"), "w")
writeLines(version, file)
write.csv(people, file, row.names = FALSE, quote = FALSE)
close(file)

wilson <- function(x, n, level) 
  as.numeric(suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int)

avoided <- function(strata, level) {
  z <- qnorm(1 - (1 - level) / 2)
  sums <- c(difference = 0, below = 0, above = 0, count = 0, variance = 0, exposed = 0)
  groups <- split(people, if (length(strata)) people[strata] else rep(1, n), drop = TRUE)
  pooled <- function(value) {
    parts <- lapply(groups, function(g) g$reoffences[g$homeless == value])
    sum(sapply(parts, function(x) sum((x - mean(x))^2)), na.rm = TRUE) / sum(sapply(parts, function(x) max(0, length(x) - 1)))
  }
  variance <- function(x, value) if (length(x) > 1) var(x) else pooled(value)
  for (g in groups) {
    a <- g[g$homeless == 1, ]
    b <- g[g$homeless == 0, ]
    if (!nrow(a) || !nrow(b)) next
    p <- mean(a$reoffended); q <- mean(b$reoffended); w <- nrow(a)
    own <- wilson(sum(a$reoffended), nrow(a), level); other <- wilson(sum(b$reoffended), nrow(b), level)
    sums["difference"] <- sums["difference"] + w * (p - q)
    sums["below"] <- sums["below"] + w^2 * ((p - own[1])^2 + (other[2] - q)^2)
    sums["above"] <- sums["above"] + w^2 * ((own[2] - p)^2 + (q - other[1])^2)
    sums["count"] <- sums["count"] + w * (mean(a$reoffences) - mean(b$reoffences))
    sums["variance"] <- sums["variance"] + w * variance(a$reoffences, 1) + w^2 * variance(b$reoffences, 0) / nrow(b)
    sums["exposed"] <- sums["exposed"] + w
  }
  half <- z * sqrt(sums[["variance"]])
  c(exposed = sums[["exposed"]], avoided = sums[["difference"]], lower = sums[["difference"]] - sqrt(sums[["below"]]),
    upper = sums[["difference"]] + sqrt(sums[["above"]]), reoffences = sums[["count"]],
    reoffences_lower = sums[["count"]] - half, reoffences_upper = sums[["count"]] + half)
}

rows <- list()
for (strata in list(character(0), "sex", c("sex", "age_band"))) for (level in c(0.95, 0.99))
  rows[[length(rows) + 1]] <- c(strata = if (length(strata)) paste(strata, collapse = " ") else "none", level = level, sapply(avoided(strata, level), function(x) sprintf("%.17g", x)))
table <- as.data.frame(do.call(rbind, rows))
file <- file(file.path(out, "scenarios.csv"), "w")
writeLines(version, file)
write.csv(table, file, row.names = FALSE, quote = FALSE)
close(file)
