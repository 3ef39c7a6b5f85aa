# PHEindicatormethods for the scripts beside this one: the package where it is installed, else a copy of its folder R that
# PHE_SOURCE names.
suppressMessages({library(dplyr); library(tidyr); library(rlang); library(purrr)})
if (requireNamespace("PHEindicatormethods", quietly = TRUE)) {
  library(PHEindicatormethods)
  phe_version <- as.character(packageVersion("PHEindicatormethods"))
} else {
  # An older dplyr has neither pick() nor case_when(.default =), which the package's functions call.
  if (!exists("pick", asNamespace("dplyr"))) {
    pick <- dplyr::across
    case_when <- function(..., .default) if (missing(.default)) dplyr::case_when(...) else dplyr::case_when(..., TRUE ~ .default)
  }
  folder <- Sys.getenv("PHE_SOURCE")
  for (f in c("utils.R", "Proportions.R", "Rates.R", "Means.R", "Quantiles.R", "DSR.R", "ISRate.R", "ISRatio.R", "Funnels.R", "SII_function.R"))
    source(file.path(folder, f))
  phe_version <- read.dcf(file.path(folder, "..", "DESCRIPTION"), "Version")[1]
}
write_reference <- function(rows, file, script) {
  out <- file.path("Tests", file)
  writeLines(paste0("# R ", getRversion(), " PHEindicatormethods ", phe_version, " Tools/reference/", script), out)
  numbers <- sapply(rows, is.double)
  rows[numbers] <- lapply(rows[numbers], function(x) {
    short <- sprintf("%.15g", x)
    ifelse(is.na(x), "NA", ifelse(suppressWarnings(as.numeric(short)) == x, short, sprintf("%.17g", x)))
  })
  suppressWarnings(write.table(rows, out, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
