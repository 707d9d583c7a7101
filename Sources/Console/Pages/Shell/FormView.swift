/// A form as a page shows it.
struct FormView {
  struct Choice {
    var value: String
    var label: String

    init(_ value: String, _ label: String? = nil) {
      self.value = value
      self.label = label ?? value
    }
  }

  struct Field {
    enum Kind {
      case text, password, date, number, telephone, multiline, hidden, yes, heading
      case choice([Choice])
      /// Free text with what is known to choose from.
      case suggestions([Choice])
    }

    var name: String
    var label: String
    var kind: Kind
    var value: String
    var isRequired: Bool
    var isReadOnly: Bool
    var help: String
    /// What is wrong with it.
    var problem: String?
    /// A button beside it that helps to fill it, "Listar" or "Buscar": the form is sent with that value of `acao`.
    var aid: (value: String, label: String)?

    init(
      _ name: String, _ label: String, kind: Kind = .text, value: String = "", isRequired: Bool = false,
      isReadOnly: Bool = false, help: String = "", problem: String? = nil, aid: (value: String, label: String)? = nil
    ) {
      self.name = name
      self.label = label
      self.kind = kind
      self.value = value
      self.isRequired = isRequired
      self.isReadOnly = isReadOnly
      self.help = help
      self.problem = problem
      self.aid = aid
    }

    /// - Parameter prefix: of ids, so that two forms of a page may have fields of one name.
    fileprivate func model(_ prefix: String) -> [String: Any] {
      var model: [String: Any] = [
        "name": name, "mark": prefix + name, "label": label, "value": value, "isRequired": isRequired,
        "isReadOnly": isReadOnly,
        "help": help.isEmpty ? false : ["text": help], "problem": problem.map { ["text": $0] } ?? false,
        "aid": aid.map { ["value": $0.value, "label": $0.label] } ?? false,
        "described": described(prefix).isEmpty ? false : ["text": described(prefix)],
        "input": false, "choices": false, "area": false, "hidden": false, "check": false, "suggestions": false,
        "title": false,
      ]
      switch kind {
      case .text: model["input"] = ["type": "text", "mode": "text", "completion": "off"]
      case .password:
        let completion = name == "senha-atual" ? "current-password" : "new-password"
        model["input"] = ["type": "password", "mode": "text", "completion": completion]
      case .date: model["input"] = ["type": "date", "mode": "text", "completion": "off"]
      case .number: model["input"] = ["type": "text", "mode": "decimal", "completion": "off"]
      case .telephone: model["input"] = ["type": "text", "mode": "tel", "completion": "off"]
      case .multiline: model["area"] = true
      case .hidden: model["hidden"] = true
      case .heading: model["title"] = true
      case .yes: model["check"] = ["isOn": value == "yes"]
      case .choice(let choices): model["choices"] = ["list": choices.map { choice($0) }]
      case .suggestions(let choices):
        model["input"] = ["type": "text", "mode": "text", "completion": "off"]
        model["suggestions"] = ["list": choices.map { choice($0) }]
      }
      return model
    }

    private func choice(_ choice: Choice) -> [String: Any] {
      ["value": choice.value, "label": choice.label, "isChosen": choice.value == value]
    }

    /// What a reader of screens is told beside the label.
    private func described(_ prefix: String) -> String {
      [help.isEmpty ? nil : "ajuda-\(prefix)\(name)", problem == nil ? nil : "erro-\(prefix)\(name)"].compactMap { $0 }
        .joined(separator: " ")
    }
  }

  var action: String
  var submit: String
  var fields: [Field]
  var heading = ""
  /// What is wrong with it as a whole.
  var problem: String?
  /// Whether it only asks (GET).
  var isQuery = false
  var note = ""
  /// A second button, with its value of `acao`.
  var second: (value: String, label: String)?
  /// Set off, since it takes something away.
  var isGrave = false
  /// By which fields elsewhere on the page belong to it.
  var id = ""

  init(action: String, submit: String, fields: [Field]) {
    self.action = action
    self.submit = submit
    self.fields = fields
  }

  var model: [String: Any] {
    [
      "action": action, "submit": submit, "fields": fields.map { $0.model(id.isEmpty ? "" : id + "-") },
      "isWrite": !isQuery,
      "heading": heading.isEmpty ? false : ["text": heading], "problem": problem.map { ["text": $0] } ?? false,
      "note": note.isEmpty ? false : ["text": note], "isGrave": isGrave,
      "id": id.isEmpty ? false : ["text": id],
      "second": second.map { ["value": $0.value, "label": $0.label] } ?? false,
    ]
  }
}
