# Reference values for Tests/StatisticsTests/Models/FormulaLanguageTests.swift, from R's model formulas.
# Rscript Tools/reference/formulas.R   (in the root of the repository)
suppressMessages(library(splines))
options(digits = 17)
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
rossi$cell <- as.numeric(interaction(rossi$age, rossi$prio, drop = TRUE))
tight <- glm.control(epsilon = 1e-14, maxit = 200)
formulas <- c(
  "arrest ~ fin + age + I(age^2) + prio",
  "arrest ~ (fin + age + prio)^2 - age:prio",
  "arrest ~ (fin + wexp + paro)^3",
  "arrest ~ fin / age",
  "arrest ~ fin + age %in% fin",
  "arrest ~ sqrt(prio) + log2(age) + exp(-prio/4)",
  "arrest ~ I(age * prio) + I((age - 25)/10) + log1p(prio)",
  "arrest ~ poly(age, 2, raw = TRUE) + prio",
  "arrest ~ poly(log(age), 2) + prio",
  "arrest ~ bs(age, df = 5) + prio",
  "arrest ~ bs(age, knots = c(22, 30), degree = 2)",
  "arrest ~ ns(age, knots = c(20, 25)) + fin",
  "arrest ~ scale(age) + scale(prio, scale = FALSE)",
  "arrest ~ cut(age, c(0, 20, 25, Inf)) * fin",
  "arrest ~ cut(age, breaks = c(17, 20, 25, 44), right = FALSE, include.lowest = TRUE)",
  "arrest ~ relevel(race, ref = \"other\") + paro",
  "arrest ~ wexp + fin - 1",
  "arrest ~ age + -1",
  "arrest ~ I(age > 25 & prio >= 3) + pmax(prio, 2) + ifelse(age < 20, 1, 0)",
  "I(week > 30) ~ age + fin",
  "cbind(arrest, 1 - arrest) ~ age",
  "arrest ~ age + offset(prio / 10)",
  "arrest ~ cut(age, 3) * fin",
  "arrest ~ cut(log(age), breaks = 4, right = FALSE) + prio",
  "arrest ~ factor(race, levels = c(\"other\", \"black\")) + paro",
  "arrest ~ factor(educ, levels = c(4, 3, 2, 6, 5)) + age")
f <- file.path(out, "formula-language.csv")
rows <- do.call(rbind, lapply(formulas, function(text) {
  model <- glm(as.formula(text), binomial, rossi, control = tight)
  model <- update(model, start = coef(model)); s <- summary(model)$coefficients
  # Commas separate the cells of the table.
  data.frame(formula = gsub(",", "|", text), index = seq_len(nrow(s)) - 1, estimate = s[, 1], standard_error = s[, 2])
}))
writeLines(paste("# R", getRversion(), "Tools/reference/formulas.R"), f)
suppressWarnings(write.table(rows, f, sep = ",", row.names = FALSE, quote = FALSE, append = TRUE))
