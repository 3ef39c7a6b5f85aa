# The six charts of ChartBenchmark in ggplot2: `charts.R REPEATS FOLDER`, or `charts.R --once CHART FILE`.
suppressPackageStartupMessages(library(ggplot2))
arguments <- commandArgs(trailingOnly = TRUE)
sizes <- list(dumbbell = c(900, 895), forest = c(900, 620), funnel = c(900, 700), bars = c(900, 560),
              band = c(900, 560), heat = c(900, 640))
noise <- function(i) ((i * 7919 + 104729) %% 10007) / 10007

chart <- function(name) {
  plot <- switch(name,
    dumbbell = {
      d <- data.frame(area = paste("Area", 1:27), p = 0.06 + 0.04 * noise(0:26), a = 0.06 + 0.04 * noise(50:76))
      ggplot(d, aes(y = area)) + geom_segment(aes(x = p, xend = a, yend = area), colour = "grey50") +
        geom_segment(aes(x = a - 0.008, xend = a + 0.008, yend = area), colour = "#12436D") +
        geom_point(aes(x = p), shape = 18, size = 3, colour = "#F46A25") + geom_point(aes(x = a), colour = "#12436D") +
        scale_x_continuous(labels = function(x) paste0(100 * x, "%"))
    },
    forest = {
      d <- data.frame(factor = paste("Factor", 1:12), r = 0.5 + 1.8 * noise(0:11))
      ggplot(d, aes(x = r, y = factor)) + geom_vline(xintercept = 1) +
        geom_segment(aes(x = 0.7 * r, xend = r / 0.7, yend = factor), colour = "#12436D") +
        geom_point(shape = 15, colour = "#12436D") + scale_x_log10() +
        geom_text(aes(x = 4.5, label = sprintf("%.2f", r)))
    },
    funnel = {
      d <- data.frame(e = 100 + 1400 * noise(0:59), r = 0.7 + 0.6 * noise(90:149))
      s <- 100 + 1400 * (0:60) / 60
      l <- do.call(rbind, lapply(c(-3.09, -1.96, 1.96, 3.09), function(z) data.frame(s, y = 1 + z / sqrt(s), z)))
      ggplot(d, aes(e, r)) + geom_hline(yintercept = 1) +
        geom_line(aes(s, y, group = z), data = l, colour = "grey50") + geom_point(colour = "#12436D")
    },
    bars = {
      d <- data.frame(o = paste("Offence", 1:8), r = 0.15 + 0.4 * noise(0:7))
      ggplot(d, aes(x = r, y = o)) + geom_col(fill = "#12436D") +
        geom_segment(aes(x = r - 0.05, xend = r + 0.05, yend = o), colour = "#F46A25") +
        scale_x_continuous(labels = function(x) paste0(100 * x, "%"))
    },
    band = {
      d <- data.frame(m = 0:47, r = 0.3 + 0.05 * noise(0:47))
      ggplot(d, aes(m, r)) + geom_ribbon(aes(ymin = r - 0.03, ymax = r + 0.03), fill = "#12436D", alpha = 0.2) +
        geom_line(colour = "#12436D") + scale_y_continuous(labels = function(x) paste0(100 * x, "%"))
    },
    heat = {
      i <- 0:39
      d <- data.frame(a = paste("Area", i %% 4 + 1), o = paste("Offence", i %/% 4 + 1), r = 0.2 + 0.7 * noise(i))
      ggplot(d, aes(a, o, fill = r)) + geom_tile() + geom_text(aes(label = sprintf("%.1f%%", 100 * r)))
    })
  plot + labs(title = "A headline that says the finding", subtitle = "Measure, place and period",
              caption = "Source: numbers made for measuring")
}

draw <- function(name, path) {
  size <- sizes[[name]]
  if (endsWith(path, "svg")) svg(path, size[1] / 96, size[2] / 96)
  else png(path, size[1], size[2], type = "cairo", res = 96)
  print(chart(name))
  invisible(dev.off())
}

if (arguments[1] == "--once") {
  draw(arguments[2], arguments[3])
} else {
  repeats <- as.integer(arguments[1])
  for (name in names(sizes)) for (ending in c("png", "svg")) {
    path <- file.path(arguments[2], paste0("ggplot2-", name, ".", ending))
    time <- system.time(for (i in seq_len(repeats)) draw(name, path))
    spent <- 1000 * c(time[["elapsed"]], time[["user.self"]] + time[["sys.self"]]) / repeats
    cat(sprintf("%s,%s,%f,%f\n", name, ending, spent[1], spent[2]))
  }
}
