// Generated from engine/schema/form.schema.json. Do not edit.
/** The meta-schema of form files. */
export const formSchema: Readonly<Record<string, unknown>> = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://tabel.example/schema/form-1.json",
  "title": "FormDefinition",
  "description": "A spreadsheet-like data-collection form. Leaf keywords (type, minimum, maximum, pattern, maxLength, enum) mean what they mean in JSON Schema; sheets, tables, fields, formulas and checks are added around them.",
  "type": "object",
  "required": [
    "form",
    "version",
    "title",
    "sheets"
  ],
  "additionalProperties": false,
  "properties": {
    "$schema": {
      "type": "string"
    },
    "$comment": {
      "type": "string"
    },
    "form": {
      "type": "string",
      "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
      "description": "Form id, kebab-case, never changes between versions. Example: vpr-protocol-math-5"
    },
    "version": {
      "type": "string",
      "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$",
      "description": "MAJOR.MINOR.PATCH. PATCH: texts only. MINOR: old drafts stay readable. MAJOR: needs migrations."
    },
    "title": {
      "$ref": "#/$defs/text"
    },
    "hint": {
      "$ref": "#/$defs/hint"
    },
    "locale": {
      "type": "string",
      "pattern": "^[a-z]{2}(-[A-Z]{2})?$",
      "default": "ru",
      "description": "Language of plain-string texts. A text may also be an object {\"ru\": …, \"en\": …}."
    },
    "period": {
      "type": "string",
      "description": "Reporting period, free text or ISO: 2026, 2026-Q1, 2025/2026"
    },
    "audience": {
      "$ref": "#/$defs/audience"
    },
    "lists": {
      "type": "object",
      "description": "Code lists used by choices.",
      "propertyNames": {
        "$ref": "#/$defs/key"
      },
      "additionalProperties": {
        "$ref": "#/$defs/list"
      }
    },
    "sheets": {
      "type": "array",
      "minItems": 1,
      "maxItems": 100,
      "items": {
        "$ref": "#/$defs/sheet"
      }
    },
    "checks": {
      "$ref": "#/$defs/checks"
    },
    "constants": {
      "type": "object",
      "description": "Named values of the form, $const.name in formulas: maximum of points, period, thresholds.",
      "propertyNames": {
        "$ref": "#/$defs/key"
      },
      "additionalProperties": {
        "anyOf": [
          {
            "$ref": "#/$defs/scalar"
          },
          {
            "type": "object",
            "required": [
              "type",
              "value"
            ],
            "additionalProperties": false,
            "properties": {
              "type": {
                "$ref": "#/$defs/type"
              },
              "value": {
                "$ref": "#/$defs/scalar"
              }
            }
          }
        ]
      }
    },
    "sources": {
      "type": "object",
      "description": "Where read-only and prefilled values come from. $name in formulas; $org is always there.",
      "propertyNames": {
        "$ref": "#/$defs/key"
      },
      "additionalProperties": {
        "$ref": "#/$defs/source"
      }
    },
    "migrations": {
      "type": "array",
      "description": "What became of the parts of older versions, in the order in which it is applied to their data.",
      "items": {
        "$ref": "#/$defs/migration"
      }
    },
    "zone": {
      "enum": [
        "moscow",
        "org"
      ],
      "default": "moscow",
      "description": "Whose calendar day `today` is."
    }
  },
  "$defs": {
    "key": {
      "type": "string",
      "pattern": "^[A-Za-z][A-Za-z0-9_]*$",
      "maxLength": 40,
      "description": "Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports."
    },
    "rowKey": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_]*$",
      "maxLength": 40,
      "description": "Row name, may be the official line number: 101. In formulas: #101"
    },
    "text": {
      "description": "Text shown to people: a string, or one string per language.",
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "pattern": "^[a-z]{2}(-[A-Z]{2})?$"
          },
          "additionalProperties": {
            "type": "string"
          }
        }
      ]
    },
    "formula": {
      "type": "string",
      "minLength": 1,
      "maxLength": 2000,
      "description": "Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF."
    },
    "flag": {
      "anyOf": [
        {
          "type": "boolean"
        },
        {
          "$ref": "#/$defs/formula"
        }
      ],
      "description": "true, false, or a formula giving TRUE/FALSE."
    },
    "scalar": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "number"
        },
        {
          "type": "boolean"
        }
      ]
    },
    "audience": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "kinds": {
          "type": "array",
          "uniqueItems": true,
          "minItems": 1,
          "items": {
            "type": "string",
            "enum": [
              "edu",
              "ksh",
              "spo",
              "mun",
              "reg"
            ]
          },
          "description": "Login prefixes of those who fill the form."
        },
        "regions": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "type": "string",
            "pattern": "^[0-9]{2}$"
          }
        }
      },
      "description": "Who fills the form; without it, everybody."
    },
    "list": {
      "description": "A code list: an array of codes, an array of items with titles, or an object code→title.",
      "anyOf": [
        {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/listItem"
          }
        },
        {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "$ref": "#/$defs/text"
          }
        }
      ]
    },
    "code": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "number"
        }
      ]
    },
    "listItem": {
      "anyOf": [
        {
          "$ref": "#/$defs/code"
        },
        {
          "type": "object",
          "required": [
            "code"
          ],
          "additionalProperties": {
            "$ref": "#/$defs/scalar"
          },
          "properties": {
            "code": {
              "$ref": "#/$defs/code"
            },
            "title": {
              "$ref": "#/$defs/text"
            }
          },
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9_]*$"
          },
          "description": "A code, its title, and attributes of your own for choicesWhere."
        }
      ]
    },
    "sheet": {
      "type": "object",
      "required": [
        "sheet",
        "title",
        "blocks"
      ],
      "additionalProperties": false,
      "properties": {
        "sheet": {
          "$ref": "#/$defs/key"
        },
        "title": {
          "$ref": "#/$defs/text"
        },
        "hint": {
          "$ref": "#/$defs/hint",
          "description": "Shown by the icon right of the sheet name."
        },
        "blocks": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/block"
          }
        },
        "repeat": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9_]*$",
          "description": "A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas."
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "filledBy": {
          "$ref": "#/$defs/filledBy"
        },
        "opens": {
          "enum": [
            "inProgress",
            "submitted"
          ],
          "description": "When those who fill it may begin: with the first typing of the school, or when the school has submitted."
        },
        "checks": {
          "$ref": "#/$defs/checks"
        }
      }
    },
    "block": {
      "type": "object",
      "if": {
        "required": [
          "table"
        ],
        "properties": {
          "table": true
        }
      },
      "then": {
        "$ref": "#/$defs/table"
      },
      "else": {
        "if": {
          "required": [
            "fields"
          ],
          "properties": {
            "fields": true
          }
        },
        "then": {
          "$ref": "#/$defs/fields"
        },
        "else": {
          "$ref": "#/$defs/note"
        }
      }
    },
    "note": {
      "type": "object",
      "required": [
        "note"
      ],
      "additionalProperties": false,
      "properties": {
        "note": {
          "$ref": "#/$defs/text"
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        }
      }
    },
    "fields": {
      "type": "object",
      "required": [
        "fields",
        "items"
      ],
      "additionalProperties": false,
      "properties": {
        "fields": {
          "$ref": "#/$defs/key"
        },
        "title": {
          "$ref": "#/$defs/text"
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "defaults": {
          "$ref": "#/$defs/cell"
        },
        "items": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/field"
          }
        },
        "repeat": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9_]*$",
          "description": "A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas."
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "checks": {
          "$ref": "#/$defs/checks"
        }
      }
    },
    "table": {
      "type": "object",
      "required": [
        "table",
        "columns",
        "rows"
      ],
      "additionalProperties": false,
      "properties": {
        "table": {
          "$ref": "#/$defs/key"
        },
        "title": {
          "$ref": "#/$defs/text"
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "freeze": {
          "type": "integer",
          "minimum": 0,
          "maximum": 10,
          "description": "How many first columns stay in sight."
        },
        "numbered": {
          "type": "boolean",
          "description": "Show the line with column codes («графа») under the header."
        },
        "defaults": {
          "$ref": "#/$defs/cell"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "maxItems": 500,
          "items": {
            "$ref": "#/$defs/columnOrGroup"
          }
        },
        "rows": {
          "$ref": "#/$defs/rows"
        },
        "repeat": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9_]*$",
          "description": "A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas."
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "checks": {
          "$ref": "#/$defs/checks"
        }
      }
    },
    "rows": {
      "description": "Array: named fixed rows. Object: rows people add.",
      "if": {
        "type": "array"
      },
      "then": {
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/$defs/rowOrGroup"
        }
      },
      "else": {
        "$ref": "#/$defs/dynamicRows"
      }
    },
    "dynamicRows": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "max"
      ],
      "properties": {
        "min": {
          "type": "integer",
          "minimum": 0,
          "maximum": 5000,
          "default": 0
        },
        "max": {
          "type": "integer",
          "minimum": 1,
          "maximum": 5000
        },
        "add": {
          "type": "boolean",
          "default": true,
          "description": "May people add and remove rows."
        },
        "key": {
          "$ref": "#/$defs/key",
          "description": "Column which identifies a row (unique, required); used for matching with the previous submission and in messages."
        },
        "from": {
          "type": "object",
          "required": [
            "source"
          ],
          "additionalProperties": false,
          "description": "Rows come from a source or from another table of the form.",
          "properties": {
            "source": {
              "type": "string",
              "pattern": "^\\$?[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)?$",
              "description": "$vpr.classes"
            },
            "where": {
              "$ref": "#/$defs/formula",
              "description": "Which of its rows: a condition on $vpr.classes[@column] of the row."
            },
            "map": {
              "type": "object",
              "minProperties": 1,
              "propertyNames": {
                "$ref": "#/$defs/key"
              },
              "additionalProperties": {
                "$ref": "#/$defs/key"
              },
              "description": "Our column → theirs; without it, columns of the same name."
            }
          }
        }
      }
    },
    "rowOrGroup": {
      "type": "object",
      "if": {
        "required": [
          "group"
        ],
        "properties": {
          "group": true
        }
      },
      "then": {
        "type": "object",
        "required": [
          "group",
          "rows"
        ],
        "additionalProperties": false,
        "properties": {
          "group": {
            "$ref": "#/$defs/text"
          },
          "rows": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/$defs/rowOrGroup"
            }
          }
        }
      },
      "else": {
        "$ref": "#/$defs/row"
      }
    },
    "row": {
      "type": "object",
      "required": [
        "key",
        "title"
      ],
      "additionalProperties": false,
      "properties": {
        "key": {
          "$ref": "#/$defs/rowKey"
        },
        "code": {
          "type": "string",
          "description": "Line number shown to people, if it is not the key."
        },
        "title": {
          "$ref": "#/$defs/text"
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "unit": {
          "type": "string"
        },
        "level": {
          "type": "integer",
          "minimum": 0,
          "maximum": 6,
          "description": "Indent."
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "blocked": {
          "type": "array",
          "items": {
            "type": "string",
            "$ref": "#/$defs/columnsName"
          },
          "uniqueItems": true,
          "description": "Columns which are crossed out in this row; of repeated ones one or all: passed~rus, passed~*."
        },
        "cells": {
          "type": "object",
          "propertyNames": {
            "$ref": "#/$defs/columnsName"
          },
          "additionalProperties": {
            "$ref": "#/$defs/cell"
          },
          "description": "What differs in this row, by column; of repeated ones one or all: passed~rus, passed~*."
        }
      }
    },
    "columnOrGroup": {
      "type": "object",
      "if": {
        "required": [
          "repeat"
        ],
        "properties": {
          "repeat": true
        }
      },
      "then": {
        "$ref": "#/$defs/columnRepeat"
      },
      "else": {
        "if": {
          "required": [
            "group"
          ],
          "properties": {
            "group": true
          }
        },
        "then": {
          "$ref": "#/$defs/columnGroup"
        },
        "else": {
          "$ref": "#/$defs/column"
        }
      }
    },
    "columnGroup": {
      "type": "object",
      "required": [
        "group",
        "columns"
      ],
      "additionalProperties": false,
      "properties": {
        "group": {
          "$ref": "#/$defs/text",
          "description": "A merged header cell above these columns."
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "defaults": {
          "$ref": "#/$defs/cell"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/columnOrGroup"
          }
        }
      }
    },
    "type": {
      "enum": [
        "integer",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "money",
        "file"
      ],
      "description": "time: a time of day, 08:30. money: roubles with kopecks, compared exactly. file: an attachment, kept by the server."
    },
    "cell": {
      "description": "Everything one may say of a value. Used by columns, fields, defaults and per-row overrides.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "type": {
          "$ref": "#/$defs/type"
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "required": {
          "$ref": "#/$defs/flag"
        },
        "minimum": {
          "type": "number"
        },
        "maximum": {
          "type": "number"
        },
        "decimals": {
          "type": "integer",
          "minimum": 0,
          "maximum": 6
        },
        "pattern": {
          "type": "string",
          "format": "regex",
          "maxLength": 500
        },
        "patternHint": {
          "$ref": "#/$defs/text"
        },
        "maxLength": {
          "type": "integer",
          "minimum": 1,
          "maximum": 10000
        },
        "choices": {
          "$ref": "#/$defs/choices"
        },
        "choicesWhere": {
          "$ref": "#/$defs/formula",
          "description": "Which of the choices may be taken here: a condition on list.attribute (or table.column) of a choice and on cells of the form."
        },
        "several": {
          "anyOf": [
            {
              "type": "boolean",
              "const": true
            },
            {
              "type": "integer",
              "minimum": 2,
              "maximum": 100
            }
          ],
          "description": "Several of the choices may be taken: any number, or at most so many."
        },
        "codes": {
          "$ref": "#/$defs/codes"
        },
        "computed": {
          "$ref": "#/$defs/formula"
        },
        "prefill": {
          "$ref": "#/$defs/formula",
          "description": "Written into the cell while nobody has typed there: from a source or a constant. People may change it unless editable is false."
        },
        "editable": {
          "$ref": "#/$defs/flag"
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "unique": {
          "type": "boolean"
        },
        "unit": {
          "type": "string"
        },
        "width": {
          "type": "integer",
          "minimum": 20,
          "maximum": 1000
        },
        "accept": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "pattern": "^[a-z0-9]{1,8}$"
          },
          "description": "For files: extensions, pdf, jpg."
        },
        "maxSize": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "description": "For files: at most so many megabytes."
        }
      }
    },
    "column": {
      "type": "object",
      "required": [
        "key",
        "title"
      ],
      "additionalProperties": false,
      "properties": {
        "key": {
          "$ref": "#/$defs/key"
        },
        "code": {
          "type": "string",
          "description": "Column number («графа») shown to people."
        },
        "title": {
          "$ref": "#/$defs/text"
        },
        "type": {
          "$ref": "#/$defs/type"
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "required": {
          "$ref": "#/$defs/flag"
        },
        "minimum": {
          "type": "number"
        },
        "maximum": {
          "type": "number"
        },
        "decimals": {
          "type": "integer",
          "minimum": 0,
          "maximum": 6
        },
        "pattern": {
          "type": "string",
          "format": "regex",
          "maxLength": 500
        },
        "patternHint": {
          "$ref": "#/$defs/text"
        },
        "maxLength": {
          "type": "integer",
          "minimum": 1,
          "maximum": 10000
        },
        "choices": {
          "$ref": "#/$defs/choices"
        },
        "choicesWhere": {
          "$ref": "#/$defs/formula",
          "description": "Which of the choices may be taken here: a condition on list.attribute (or table.column) of a choice and on cells of the form."
        },
        "several": {
          "anyOf": [
            {
              "type": "boolean",
              "const": true
            },
            {
              "type": "integer",
              "minimum": 2,
              "maximum": 100
            }
          ],
          "description": "Several of the choices may be taken: any number, or at most so many."
        },
        "codes": {
          "$ref": "#/$defs/codes"
        },
        "computed": {
          "$ref": "#/$defs/formula"
        },
        "prefill": {
          "$ref": "#/$defs/formula",
          "description": "Written into the cell while nobody has typed there: from a source or a constant. People may change it unless editable is false."
        },
        "editable": {
          "$ref": "#/$defs/flag"
        },
        "applies": {
          "$ref": "#/$defs/flag",
          "description": "Relevance: what does not apply counts as empty, has no checks, and is left out of the submission; the draft keeps it."
        },
        "unique": {
          "type": "boolean"
        },
        "unit": {
          "type": "string"
        },
        "width": {
          "type": "integer",
          "minimum": 20,
          "maximum": 1000
        },
        "accept": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "pattern": "^[a-z0-9]{1,8}$"
          },
          "description": "For files: extensions, pdf, jpg."
        },
        "maxSize": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "description": "For files: at most so many megabytes."
        },
        "visible": {
          "$ref": "#/$defs/flag",
          "description": "Presentation only: hidden data still count."
        },
        "filledBy": {
          "$ref": "#/$defs/filledBy"
        }
      }
    },
    "field": {
      "$ref": "#/$defs/column"
    },
    "choices": {
      "description": "Name of a list, the codes right here, or a column of a table or source: classes[letter].",
      "anyOf": [
        {
          "$ref": "#/$defs/key"
        },
        {
          "type": "string",
          "pattern": "^\\$?[A-Za-z][A-Za-z0-9_.]*\\[[A-Za-z][A-Za-z0-9_]*\\]$",
          "maxLength": 120
        },
        {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/code"
          }
        }
      ]
    },
    "codes": {
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 10
      },
      "description": "Special codes allowed besides the normal value, e.g. X (not presented), N (not attempted)."
    },
    "checks": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/checkOrFormula"
      }
    },
    "checkOrFormula": {
      "description": "Just a formula that must be TRUE, an object saying more, or a native set rule.",
      "if": {
        "type": "string"
      },
      "then": {
        "$ref": "#/$defs/formula"
      },
      "else": {
        "if": {
          "type": "object",
          "required": [
            "rule"
          ],
          "properties": {
            "rule": true
          }
        },
        "then": {
          "$ref": "#/$defs/setRule"
        },
        "else": {
          "$ref": "#/$defs/check"
        }
      }
    },
    "check": {
      "type": "object",
      "required": [
        "assert"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$",
          "description": "Stable id: fixtures, statistics and waivers refer to it."
        },
        "assert": {
          "$ref": "#/$defs/formula",
          "description": "Must be TRUE."
        },
        "when": {
          "$ref": "#/$defs/formula",
          "description": "Checked only when TRUE."
        },
        "each": {
          "type": "string",
          "minLength": 1,
          "description": "Where it is repeated: rows «#101,#103:#105» or columns «g3:g6». Without it: every row if [@col] is used, every number column if [@#row] is used, else once."
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ],
          "default": "error"
        },
        "explain": {
          "type": "boolean",
          "description": "With severity warning: the form may be submitted only when the reason is given in writing."
        },
        "message": {
          "$ref": "#/$defs/text",
          "description": "May contain {formula}: «Класс {[@letter]}: …». Without it the message is made from titles and values."
        },
        "at": {
          "$ref": "#/$defs/formula",
          "description": "Cell(s) to point at; otherwise the first cell of assert."
        },
        "empty": {
          "enum": [
            "auto",
            "skip",
            "skip-if-all",
            "zero"
          ],
          "default": "auto",
          "description": "What empty cells do. auto: the check waits while a required cell it reads is empty (that cell blocks submission by itself); an empty optional cell counts as 0, as in Excel. skip: not checked while any cell is empty. skip-if-all: only while all are. zero: always checked, empty is 0."
        },
        "tolerance": {
          "type": "number",
          "exclusiveMinimum": 0,
          "description": "Allowed difference for ="
        },
        "for": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string",
              "pattern": "^[A-Za-z0-9_~*]+$"
            }
          },
          "description": "Respectively: lists of the same length; {name} in the formulas is the first of each, then the second …: { \"a\": [\"g3\",\"g5\"], \"b\": [\"g3\",\"g6\"] }. Makes the checks id.1, id.2, …"
        },
        "since": {
          "type": "string",
          "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$",
          "description": "The version of the form in which the check appeared."
        },
        "fix": {
          "type": "object",
          "required": [
            "cell",
            "value",
            "label"
          ],
          "additionalProperties": false,
          "description": "What a person may do about it with one click. Never for a number that must be counted.",
          "properties": {
            "cell": {
              "$ref": "#/$defs/formula",
              "description": "The cell that is written: [@kind]."
            },
            "value": {
              "$ref": "#/$defs/formula",
              "description": "What is written into it."
            },
            "label": {
              "$ref": "#/$defs/text",
              "description": "What the button says."
            }
          }
        }
      }
    },
    "hint": {
      "description": "A rule of filling shown by an icon: plain text is an ordinary hint; kind attention is the second icon, for what people get wrong.",
      "anyOf": [
        {
          "$ref": "#/$defs/text"
        },
        {
          "type": "object",
          "required": [
            "text",
            "kind"
          ],
          "additionalProperties": false,
          "properties": {
            "text": {
              "$ref": "#/$defs/text"
            },
            "kind": {
              "enum": [
                "info",
                "attention"
              ]
            }
          }
        }
      ]
    },
    "migration": {
      "type": "object",
      "required": [
        "from"
      ],
      "additionalProperties": false,
      "properties": {
        "from": {
          "type": "string",
          "pattern": "^(<|<=|=)? ?[0-9]+\\.[0-9]+\\.[0-9]+$",
          "description": "The versions whose data it is for: <2026.2.0, <=2026.1.3, =2026.1.0."
        },
        "rename": {
          "type": "object",
          "description": "Old name to new: \"pupils[score]\": \"pupils[total]\", \"old\": \"new\", \"s1[#101]\": \"s1[#102]\", \"info.a\": \"info.b\".",
          "additionalProperties": {
            "type": "string",
            "minLength": 1
          }
        },
        "map": {
          "type": "object",
          "description": "Values that are others now, old to new, by column: \"pupils[kind]\": { \"gym\": \"lyceum\" }. Named as after renaming.",
          "additionalProperties": {
            "type": "object",
            "additionalProperties": {
              "$ref": "#/$defs/code"
            }
          }
        },
        "drop": {
          "type": "array",
          "description": "Tables, columns, fixed rows and fields that are gone for good. What was typed there is kept aside.",
          "items": {
            "type": "string",
            "minLength": 1
          }
        }
      }
    },
    "setRule": {
      "type": "object",
      "required": [
        "rule"
      ],
      "additionalProperties": false,
      "description": "A native rule over the rows of a table. Which keys belong to which rule is said of each key.",
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$",
          "description": "Stable id: fixtures, statistics and waivers refer to it."
        },
        "rule": {
          "enum": [
            "unique",
            "exists",
            "covers",
            "groupSum",
            "groupCount",
            "noOverlap",
            "balance",
            "rank"
          ],
          "description": "unique: the columns together do not repeat. exists: they stand together in a row of another table. covers: every row of another table is found here. groupSum, groupCount: the sum (number) of the rows of another table with the key of this row. noOverlap: intervals do not overlap. balance: opening + plus - minus = closing, and is carried over to the next row. rank: places by a column."
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "$ref": "#/$defs/columnName"
          },
          "description": "The columns of this table that make the key, or the group; noOverlap, balance and rank without it take all rows together."
        },
        "in": {
          "type": "string",
          "description": "For exists, covers, groupSum, groupCount: the columns of the other table (or of this one, or of a source) in the same order: classes[letter], $prev.pupils[code]."
        },
        "of": {
          "$ref": "#/$defs/columnName",
          "description": "For groupSum: the column of the other table that is added up."
        },
        "where": {
          "$ref": "#/$defs/formula",
          "description": "For covers, groupSum, groupCount: which rows of the other table count: [@left] = FALSE."
        },
        "equals": {
          "$ref": "#/$defs/formula",
          "description": "For groupSum, groupCount: what the total equals, a value of this row: [@total]."
        },
        "atMost": {
          "$ref": "#/$defs/formula",
          "description": "For groupSum, groupCount: what the total may not exceed."
        },
        "atLeast": {
          "$ref": "#/$defs/formula",
          "description": "For groupSum, groupCount: what the total may not be less than. For balance: a number no closing may be below."
        },
        "tolerance": {
          "type": "number",
          "exclusiveMinimum": 0,
          "description": "For groupSum, groupCount, balance: the difference that is allowed."
        },
        "from": {
          "$ref": "#/$defs/columnName",
          "description": "For noOverlap: where an interval begins."
        },
        "to": {
          "$ref": "#/$defs/columnName",
          "description": "For noOverlap: where an interval ends; empty: it has no end."
        },
        "touching": {
          "type": "boolean",
          "description": "For noOverlap: may the end of one be the beginning of another. By default yes for numbers and times, no for dates, which are whole days."
        },
        "opening": {
          "$ref": "#/$defs/columnName",
          "description": "For balance: the amount at the beginning."
        },
        "plus": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/columnName"
          },
          "description": "For balance: what is added."
        },
        "minus": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/columnName"
          },
          "description": "For balance: what is taken away."
        },
        "closing": {
          "$ref": "#/$defs/columnName",
          "description": "For balance: the amount at the end."
        },
        "by": {
          "$ref": "#/$defs/columnName",
          "description": "For rank: the column of numbers."
        },
        "place": {
          "$ref": "#/$defs/columnName",
          "description": "For rank: the column with the place."
        },
        "order": {
          "enum": [
            "descending",
            "ascending"
          ],
          "default": "descending",
          "description": "For rank: what is first, the largest or the smallest number."
        },
        "ties": {
          "enum": [
            "same",
            "dense",
            "order"
          ],
          "default": "same",
          "description": "For rank: places of equal numbers. same: 1, 2, 2, 4. dense: 1, 2, 2, 3. order: 1, 2, 3, 4, in any order among equals."
        },
        "when": {
          "$ref": "#/$defs/formula"
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ],
          "default": "error"
        },
        "explain": {
          "type": "boolean",
          "description": "With severity warning: the form may be submitted only when the reason is given in writing."
        },
        "message": {
          "$ref": "#/$defs/text"
        },
        "at": {
          "$ref": "#/$defs/formula"
        }
      }
    },
    "valueType": {
      "enum": [
        "integer",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "money"
      ]
    },
    "filledBy": {
      "enum": [
        "organisation",
        "coordinator",
        "organizer"
      ],
      "default": "organisation",
      "description": "Who fills this in; to the others it is read-only."
    },
    "columnRepeat": {
      "type": "object",
      "required": [
        "repeat",
        "as",
        "columns"
      ],
      "additionalProperties": false,
      "description": "The columns are repeated: for each code of a list, or for each row of a table. A column key stands for key~code.",
      "properties": {
        "repeat": {
          "description": "Name of a list or of a table of the form, or the codes right here.",
          "anyOf": [
            {
              "$ref": "#/$defs/key"
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 200,
              "items": {
                "$ref": "#/$defs/memberKey"
              }
            }
          ]
        },
        "as": {
          "$ref": "#/$defs/key",
          "description": "Name of the member: {s} in titles is its title, in formulas its code."
        },
        "group": {
          "$ref": "#/$defs/text",
          "description": "A merged header cell above the columns of one member; without it, its title."
        },
        "hint": {
          "$ref": "#/$defs/hint"
        },
        "defaults": {
          "$ref": "#/$defs/cell"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/column"
          }
        }
      }
    },
    "memberKey": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_]+$",
      "maxLength": 20
    },
    "sourceBlock": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "description": "fields: single values. columns: a table; with rows, rows of these names.",
      "properties": {
        "fields": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "$ref": "#/$defs/valueType"
          }
        },
        "columns": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "$ref": "#/$defs/valueType"
          }
        },
        "rows": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "$ref": "#/$defs/rowKey"
          }
        },
        "key": {
          "$ref": "#/$defs/key",
          "description": "The column that identifies a row."
        }
      }
    },
    "source": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "description": "registry: rows the server keeps. form: the last submission of another form by the same organisation. previous: the last submission of this very form. values: a table of constants.",
      "properties": {
        "registry": {
          "type": "string",
          "pattern": "^[a-z][a-z0-9-]*$"
        },
        "form": {
          "type": "string",
          "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
        },
        "version": {
          "type": "string",
          "pattern": "^[\\^~]?[0-9]+(\\.[0-9]+){0,2}$",
          "description": "Versions of that form: ^2026.1.0 – from it on within the same major."
        },
        "previous": {
          "type": "boolean",
          "const": true
        },
        "values": {
          "type": "array",
          "minItems": 1,
          "maxItems": 5000,
          "items": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {
              "$ref": "#/$defs/key"
            },
            "additionalProperties": {
              "$ref": "#/$defs/scalar"
            }
          }
        },
        "fields": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "$ref": "#/$defs/valueType"
          }
        },
        "columns": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "$ref": "#/$defs/valueType"
          }
        },
        "key": {
          "$ref": "#/$defs/key",
          "description": "The column that identifies a row."
        },
        "blocks": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/key"
          },
          "additionalProperties": {
            "$ref": "#/$defs/sourceBlock"
          },
          "description": "Of another form: the blocks that are used here."
        },
        "refresh": {
          "enum": [
            "open",
            "save",
            "never"
          ],
          "default": "save",
          "description": "When values are read again while the draft is open: on opening, also on «Сохранить черновик», or only at creation."
        }
      }
    },
    "columnsName": {
      "type": "string",
      "pattern": "^[A-Za-z][A-Za-z0-9_]*(~([A-Za-z0-9_]+|\\*))?$",
      "maxLength": 61,
      "description": "Key of a column; of repeated ones with the member, or all: passed~rus, passed~*."
    },
    "columnName": {
      "type": "string",
      "pattern": "^[A-Za-z][A-Za-z0-9_]*(~[A-Za-z0-9_]+)?$",
      "maxLength": 61,
      "description": "Key of a column; of a repeated one with the member: passed~rus."
    }
  }
}
