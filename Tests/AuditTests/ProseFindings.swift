import Audit

/// What the audit of prose says of a text.
func findings(_ text: String) -> [ProseFinding] { ProseAudit(text).findings() }

/// What of it contradicts itself.
func wrong(_ text: String) -> [ProseFinding] { findings(text).filter { $0.verdict == .inconsistent } }
