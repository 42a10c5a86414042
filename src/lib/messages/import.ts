import { plural, type Messages } from './message';

export const importing = {
	title: { nl: 'Lees een bestand in', en: 'Import posts' },
	choose: {
		title: { nl: 'Kies een bestand', en: 'Choose a file' },
		label: { nl: 'Bestand', en: 'File' },
		hint: {
			nl: 'Excel (XLSX), CSV, JSON of een chat, ook in een ZIP-bestand, tot 100 MB. U ziet eerst wat erin staat; er wordt nog niets opgeslagen.',
			en: 'Excel (XLSX), CSV, JSON or a chat, also in a ZIP file, up to 100 MB. You see what is in it first; nothing is stored yet.'
		},
		drop: { nl: 'Of sleep het bestand hierheen.', en: 'Or drop the file here.' },
		reading: { nl: 'Het bestand wordt gelezen', en: 'Reading the file' },
		mayNot: {
			nl: 'Alleen een analist kan een bestand inlezen. Vraag een collega.',
			en: 'Only an analyst can import a file. Ask a colleague.'
		}
	},
	preview: {
		title: { nl: 'Wat staat er in {name}?', en: 'What is in {name}?' },
		found: {
			nl: plural('rows', {
				one: '{rows} rij, gescheiden met {separator}, geschreven in {encoding}.',
				other: '{rows} rijen, gescheiden met {separator}, geschreven in {encoding}.'
			}),
			en: plural('rows', {
				one: '{rows} row, separated by {separator}, encoded in {encoding}.',
				other: '{rows} rows, separated by {separator}, encoded in {encoding}.'
			})
		},
		separators: {
			comma: { nl: 'komma’s', en: 'commas' },
			semicolon: { nl: 'puntkomma’s', en: 'semicolons' },
			tab: { nl: 'tabs', en: 'tabs' },
			bar: { nl: 'streepjes', en: 'vertical bars' }
		},
		problems: { nl: 'Let op', en: 'Please note' },
		foundSheet: {
			nl: plural('rows', { one: '{rows} rij op het blad “{sheet}”.', other: '{rows} rijen op het blad “{sheet}”.' }),
			en: plural('rows', { one: '{rows} row on sheet “{sheet}”.', other: '{rows} rows on sheet “{sheet}”.' })
		},
		foundChat: {
			nl: plural('rows', { one: '{rows} bericht uit een chat.', other: '{rows} berichten uit een chat.' }),
			en: plural('rows', { one: '{rows} message from a chat.', other: '{rows} messages from a chat.' })
		},
		foundRecords: {
			nl: plural('rows', { one: '{rows} rij uit een JSON-bestand.', other: '{rows} rijen uit een JSON-bestand.' }),
			en: plural('rows', { one: '{rows} row from a JSON file.', other: '{rows} rows from a JSON file.' })
		},
		above: {
			nl: plural('rows', {
				one: 'De eerste rij staat boven de tabel; die slaan wij over.',
				other: 'De eerste {rows} rijen staan boven de tabel; die slaan wij over.'
			}),
			en: plural('rows', {
				one: 'The first row is above the table, so we skip it.',
				other: 'The first {rows} rows are above the table, so we skip them.'
			})
		},
		sheet: { nl: 'Welk blad?', en: 'Which sheet?' },
		sheetHint: { nl: 'Wij kozen het blad met de meeste gegevens.', en: 'We chose the sheet with the most data.' },
		separator: { nl: 'Waarmee zijn de kolommen gescheiden?', en: 'What separates the columns?' },
		encoding: { nl: 'Hoe zijn de letters geschreven?', en: 'How are the letters encoded?' },
		encodingHint: {
			nl: 'Kies een andere als letters met accenten verkeerd staan.',
			en: 'Choose another one if letters with accents are wrong.'
		},
		header: { nl: 'In welke rij staan de namen van de kolommen?', en: 'Which row has the names of the columns?' },
		headerRow: { nl: 'rij {row}: {text}', en: 'row {row}: {text}' },
		noHeader: { nl: 'geen: alle rijen zijn berichten', en: 'none: all rows are posts' },
		hidden: { nl: 'Wat doen wij met de verborgen rijen?', en: 'What should we do with the hidden rows?' },
		hiddenOut: { nl: 'sla ze over', en: 'skip them' },
		hiddenIn: { nl: 'lees ze in', en: 'import them' },
		first: { nl: 'De eerste is rij {row}.', en: 'The first one is row {row}.' },
		value: { nl: 'Rij {row}: “{text}”.', en: 'Row {row}: “{text}”.' },
		columns: { nl: 'Kolommen', en: 'Columns' },
		column: { nl: 'Kolom', en: 'Column' },
		unnamed: { nl: 'kolom {number}', en: 'column {number}' },
		samples: { nl: 'Voorbeelden', en: 'Examples' },
		empty: { nl: 'leeg', en: 'empty' },
		takenAs: { nl: 'Lees als', en: 'Read as' },
		takenAsOf: { nl: 'Lees {column} als', en: 'Read {column} as' },
		unsure: { nl: 'klopt dit?', en: 'is this right?' },
		ignore: { nl: 'sla over', en: 'skip' },
		dateOrder: { nl: 'Volgorde van de datum', en: 'Date order' },
		dayFirst: { nl: 'dag eerst (20-11-2026)', en: 'day first (20-11-2026)' },
		monthFirst: { nl: 'maand eerst (11-20-2026)', en: 'month first (11-20-2026)' },
		zone: { nl: 'Op welke klok staan de tijden?', en: 'Which clock do the times use?' },
		zones: {
			amsterdam: { nl: 'Nederland', en: 'the Netherlands' },
			utc: { nl: 'UTC', en: 'UTC' },
			london: { nl: 'Londen', en: 'London' },
			curacao: { nl: 'Caribisch Nederland', en: 'Caribbean Netherlands' },
			newYork: { nl: 'New York', en: 'New York' },
			losAngeles: { nl: 'Los Angeles', en: 'Los Angeles' }
		},
		example: { nl: '{text} wordt {moment} in Nederland.', en: '{text} becomes {moment} in the Netherlands.' },
		exampleUnknown: { nl: '{text} is niet te lezen: moment onbekend.', en: '{text} cannot be read: moment unknown.' },
		platform: { nl: 'Waar komen deze berichten vandaan?', en: 'Where do these posts come from?' },
		platformHint: {
			nl: 'Dit geldt voor rijen die het zelf niet zeggen.',
			en: 'This applies to rows that do not say so themselves.'
		},
		source: { nl: 'Bij welke bron horen ze?', en: 'Which source do they belong to?' },
		sourceHint: {
			nl: 'Kies dezelfde bron voor een nieuwere export. Wat u al had, telt dan niet dubbel.',
			en: 'For a newer export, choose the same source. Posts you already have are not counted twice.'
		},
		newSource: { nl: 'nieuwe bron: {name}', en: 'new source: {name}' },
		noText: { nl: 'Kies eerst welke kolom de tekst is.', en: 'First choose which column contains the text.' },
		remembered: {
			nl: 'Zo zijn dezelfde kolommen de vorige keer gelezen.',
			en: 'We read these columns the same way as last time.'
		}
	},
	start: { nl: 'Haal binnen', en: 'Import' },
	discard: { nl: 'Gooi weg', en: 'Discard' },
	stop: { nl: 'Stop', en: 'Stop' },
	resume: { nl: 'Ga verder', en: 'Resume' },
	list: {
		title: { nl: 'Ingelezen bestanden', en: 'Imported files' },
		none: { nl: 'Er is nog geen bestand ingelezen.', en: 'No files have been imported yet.' },
		by: { nl: '{name}, {moment}', en: '{name}, {moment}' }
	},
	state: {
		waiting: { nl: 'wacht: nog niet begonnen', en: 'waiting: not started yet' },
		running: { nl: 'bezig', en: 'in progress' },
		stopping: { nl: 'stopt', en: 'stopping' },
		done: { nl: 'klaar', en: 'done' },
		stopped: { nl: 'gestopt', en: 'stopped' },
		broken: { nl: 'afgebroken door een herstart', en: 'interrupted by a restart' },
		failed: { nl: 'niet gelukt', en: 'failed' }
	},
	progress: { nl: '{name} wordt binnengehaald', en: 'Importing {name}' },
	rowsOf: { nl: '{done} van {rows} rijen', en: '{done} of {rows} rows' },
	result: {
		new: {
			nl: plural('count', {
				0: 'geen nieuwe berichten',
				one: '{count} nieuw bericht',
				other: '{count} nieuwe berichten'
			}),
			en: plural('count', { 0: 'no new posts', one: '{count} new post', other: '{count} new posts' })
		},
		older: {
			nl: plural('count', {
				one: '{count} daarvan is van voor het incident: onderaan de wachtrij',
				other: '{count} daarvan zijn van voor het incident: onderaan de wachtrij'
			}),
			en: plural('count', {
				one: '{count} is from before the incident: last in the queue',
				other: '{count} are from before the incident: last in the queue'
			})
		},
		known: {
			nl: plural('count', { one: '{count} was al bekend', other: '{count} waren al bekend' }),
			en: plural('count', { one: '{count} already known', other: '{count} already known' })
		},
		edited: {
			nl: plural('count', { one: '{count} was intussen gewijzigd', other: '{count} waren intussen gewijzigd' }),
			en: plural('count', { one: '{count} changed since', other: '{count} changed since' })
		},
		refused: {
			nl: plural('count', { one: '{count} rij gaf geen bericht', other: '{count} rijen gaven geen bericht' }),
			en: plural('count', { one: '{count} row was not imported', other: '{count} rows were not imported' })
		},
		undated: {
			nl: plural('count', {
				one: '{count} rij heeft geen bruikbare datum en telt als van het inlezen',
				other: '{count} rijen hebben geen bruikbare datum en tellen als van het inlezen'
			}),
			en: plural('count', {
				one: '{count} row has no usable date and counts as of the import',
				other: '{count} rows have no usable date and count as of the import'
			})
		},
		row: { nl: 'Rij {row}: {why}', en: 'Row {row}: {why}' },
		more: { nl: 'Haal de lijst met geweigerde rijen op', en: 'Download the list of refused rows' },
		stream: { nl: 'Bekijk de berichten', en: 'View the posts' }
	},
	again: {
		nl: 'Wat al binnen was, is bewaard. Kies het bestand opnieuw en dezelfde bron; niets telt dubbel.',
		en: 'What was imported is kept. Choose the file and the same source again; nothing is counted twice.'
	},
	where: {
		nl: 'Wat al binnen was, is bewaard. Het bestand blijft hier een dag staan.',
		en: 'What was imported is kept. The file stays here for a day.'
	},
	discarded: {
		nl: 'Het bestand is weggegooid. Er is niets opgeslagen.',
		en: 'The file was discarded. Nothing was stored.'
	},
	refused: {
		file: { nl: 'bestand', en: 'file' },
		row: { nl: 'rij', en: 'row' },
		why: { nl: 'reden', en: 'reason' }
	},
	problems: {
		absent: {
			nl: 'Dit bestand is er niet meer. Kies het opnieuw.',
			en: 'This file is no longer here. Choose it again.'
		},
		started: {
			nl: 'Dit bestand is al begonnen. Kijk in de lijst hieronder.',
			en: 'This file has already been started. See the list below.'
		},
		over: {
			nl: 'Dit bestand is bezig of al klaar. Kijk in de lijst hieronder.',
			en: 'This file is in progress or already done. See the list below.'
		},
		noText: { nl: 'Kies eerst welke kolom de tekst is.', en: 'First choose which column contains the text.' },
		storing: { nl: 'Het opslaan lukte niet.', en: 'The posts could not be stored.' },
		unreachable: {
			nl: 'De server antwoordt niet. Er is niets gewijzigd. Probeer het opnieuw.',
			en: 'The server is not responding. Nothing was changed. Try again.'
		}
	}
} satisfies Messages;
