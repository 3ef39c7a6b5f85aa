areas <- data.frame(
  area = c("Dudley", "Walsall", "Sandwell"), cohort = c(2812, 3012, 4575),
  reoffenders = c(162, 236, 246), predicted_rate = c(0.0750, 0.0896, 0.0723))

skip_without_tool <- function() {
  found <- tryCatch(nzchar(tool_path()), error = function(cause) FALSE)
  skip_if_not(found, "the tool is not installed")
}

test_that("an answer has table, sentences and figure, and they agree", {
  skip_without_tool()
  answer <- compare(areas, by = "area")
  expect_s3_class(answer$table, "data.frame")
  expect_equal(answer$table$area[1:3], areas$area)
  expect_equal(answer$table$actualRate[1:3], areas$reoffenders / areas$cohort)
  expect_match(answer$sentences[1], "Dudley")
  expect_match(answer$figure, "<svg", fixed = TRUE)
  expect_equal(answer$result$groups[[1]]$observed, 162)
  expect_equal(as.data.frame(answer), answer$table)
  expect_output(print(answer), "Dudley")
})

test_that("rates agree with R's own interval", {
  skip_without_tool()
  answer <- rates(areas, by = "area", level = 0.9)
  own <- stats::prop.test(162, 2812, conf.level = 0.9, correct = FALSE)$conf.int
  expect_equal(c(answer$table$rateLower[1], answer$table$rateUpper[1]), as.numeric(own), tolerance = 1e-10)
})

test_that("a regression takes R's formula and agrees with glm", {
  skip_without_tool()
  people <- synthesise(800, seed = 2)
  own <- stats::glm(reoffended ~ homeless + age, stats::binomial, people)
  table <- fit(people, formula = reoffended ~ homeless + age)$table
  expect_equal(table$estimate, unname(stats::coef(own)), tolerance = 1e-6)
})

test_that("figures are written", {
  skip_without_tool()
  answer <- rates("local-authorities-2015", by = "area")
  file <- tempfile(fileext = ".png")
  save_figure(answer, file, width = 700)
  expect_equal(readBin(file, "raw", 4), as.raw(c(0x89, 0x50, 0x4e, 0x47)))
})

test_that("calculations and bundled data", {
  skip_without_tool()
  expect_equal(calc("proportion", 33, 40)$result$estimate, 0.825)
  expect_true("risk-factors" %in% data_list()$name)
  expect_gt(nrow(data_show("risk-factors")), 10)
})

test_that("what is wrong is an error with row and column", {
  skip_without_tool()
  wrong <- transform(areas, reoffenders = c("162", "ninety", "246"))
  expect_error(rates(wrong, by = "area"), "the data frame, row 2, column reoffenders", class = "reoffending_data_error")
  expect_error(rates(areas, by = "aera"), "did you mean area", class = "reoffending_data_error")
  expect_error(rates("nowhere.csv", by = "area"), "no file nowhere.csv", class = "reoffending_input_missing")
  expect_error(rates(areas, "area"), "given by name")
  expect_error(rates(7), "data frame")
})
