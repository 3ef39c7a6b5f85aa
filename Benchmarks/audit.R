# The same rule with data.table, vectorised.
suppressMessages(library(data.table))
path <- commandArgs(trailingOnly = TRUE)[1]
start <- proc.time()[["elapsed"]]
table <- fread(path, colClasses = c(rate = "character"))
text <- sub("%", "", table$rate, fixed = TRUE)
decimals <- nchar(text) - regexpr(".", text, fixed = TRUE)
digits <- as.numeric(sub(".", "", text, fixed = TRUE))
wrong <- abs(2 * (100 * 10^decimals * table$reoffenders - digits * table$cohort)) > table$cohort
cat(sprintf("data.table %s: %.2f s together\nrows accused, data.table:              %d\n",
  packageVersion("data.table"), proc.time()[["elapsed"]] - start, sum(wrong)))
