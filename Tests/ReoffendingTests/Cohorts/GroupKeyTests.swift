import Reoffending
import Testing

@Suite("names of groups")
struct GroupKeyTests {
  @Test(
    "groups are called by a column whose name can be counted, and else groups",
    arguments: [
      ("area", "area"), ("Local authority group", "local authority group"),
      ("offence_class", "offence class"),
      ("Status", "status"), ("Age [note 1]", "age"), ("time series", "time series"),
      ("Number of previous offences", "group"), ("Time in years", "group"), ("areas", "group"),
      ("Type of sentence", "group"), ("Time in custody", "group"), ("reoffences per person", "group"),
      ("Female rate (%)", "group"), ("age at release", "group"), ("", "group"),
    ])
  func noun(column: String, noun: String) {
    let key = GroupKey([GroupKey.Part(column: column, value: "a")])
    #expect(GroupKey.noun(of: [key]) == noun)
  }

  @Test("groups of two columns are groups")
  func two() {
    let key = GroupKey([GroupKey.Part(column: "area", value: "a"), GroupKey.Part(column: "sex", value: "b")])
    #expect(GroupKey.noun(of: [key]) == "group")
  }
}
