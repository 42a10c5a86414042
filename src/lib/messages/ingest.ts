import { plural, type Messages } from './message';

export const ingest = {
	pausedAtEnd: {
		nl: 'Het verwachte einde is voorbij. Verleng het incident om verder te gaan.',
		en: 'The expected end has passed. Extend the incident to continue.'
	},
	alertNear: {
		nl: plural('km', { 0: '{place} ligt in het gebied.', other: '{place} ligt op {km} km van het gebied.' }),
		en: plural('km', { 0: '{place} is within the area.', other: '{place} is {km} km from the area.' })
	},
	alertPeriod: { nl: 'Geldt van {from} tot {to}.', en: 'Holds from {from} to {to}.' },
	alertFrom: { nl: 'Geldt vanaf {from}.', en: 'Holds from {from}.' },
	alertUntil: { nl: 'Geldt tot {to}.', en: 'Holds until {to}.' },
	problem: {
		address: {
			nl: 'Het adres klopt niet. Controleer het adres van de bron.',
			en: 'The address is not valid. Check the source’s address.'
		},
		scheme: { nl: 'Het adres moet met http of https beginnen.', en: 'The address must start with http or https.' },
		credentials: {
			nl: 'Er staat een naam of wachtwoord in het adres. Haal dat eruit.',
			en: 'The address contains a name or password. Remove it.'
		},
		port: {
			nl: 'Het adres noemt een poort die niet mag. Alleen 80 en 443 mogen.',
			en: 'The address uses a port that is not allowed. Use port 80 or 443.'
		},
		inner: {
			nl: 'Het adres leidt naar een gesloten netwerk. De beheerder kan dat netwerk openstellen.',
			en: 'The address leads to a closed network. The administrator can allow that network.'
		},
		redirects: { nl: 'De server verwijst te vaak door.', en: 'The server redirects too often.' },
		unresolved: {
			nl: 'Deze server bestaat niet. Controleer het adres.',
			en: 'This server could not be found. Check the address.'
		},
		proxy: {
			nl: 'De proxy naar internet is niet bereikbaar of laat dit adres niet door. Vraag uw netwerkbeheerder.',
			en: 'The proxy to the internet cannot be reached or does not allow this address. Ask your network administrator.'
		},
		connection: { nl: 'De server is niet bereikbaar.', en: 'The server cannot be reached.' },
		tls: {
			nl: 'De beveiligde verbinding mislukt: het certificaat klopt niet.',
			en: 'The secure connection failed: the certificate is not valid.'
		},
		timeout: {
			nl: 'De server antwoordt niet binnen 15 seconden.',
			en: 'The server did not respond within 15 seconds.'
		},
		tooLarge: {
			nl: 'Het antwoord is groter dan 5 MB. Dat lezen wij niet.',
			en: 'The response is larger than 5 MB, so we do not read it.'
		},
		encoding: {
			nl: 'Het antwoord is verkeerd ingepakt en niet te lezen.',
			en: 'The response is wrongly encoded and cannot be read.'
		},
		answer: {
			nl: 'De server geeft een antwoord dat wij niet begrijpen.',
			en: 'The server gave a response that we do not understand.'
		},
		stopped: { nl: 'Het ophalen is gestopt.', en: 'Fetching has stopped.' },
		empty: { nl: 'De server geeft een leeg antwoord.', en: 'The server gave an empty response.' },
		html: {
			nl: 'Dit adres geeft een webpagina, geen feed. Zoek het adres van de feed.',
			en: 'This address is a web page, not a feed. Find the feed’s address.'
		},
		doctype: {
			nl: 'De feed bevat een opdracht die onveilig is (DOCTYPE). Wij lezen hem niet.',
			en: 'The feed contains an unsafe instruction (DOCTYPE), so we do not read it.'
		},
		unreadable: {
			nl: 'Het antwoord is geen feed die wij kunnen lezen.',
			en: 'The response is not a feed that we can read.'
		},
		tooSlow: { nl: 'Het lezen van de feed duurt te lang.', en: 'Reading the feed took too long.' },
		status: {
			nl: 'De server antwoordt met een fout ({status}).',
			en: 'The server responded with an error ({status}).'
		},
		storing: {
			nl: 'De berichten kwamen binnen, maar opslaan lukte niet. Wij proberen het opnieuw.',
			en: 'The posts arrived, but could not be stored. We are trying again.'
		},
		closed: {
			nl: 'De server verbrak de verbinding. Wij sluiten opnieuw aan en halen in wat wij misten.',
			en: 'The server closed the connection. We are reconnecting and will catch up on what we missed.'
		},
		dead: {
			nl: 'De verbinding gaf geen teken van leven. Wij sluiten opnieuw aan.',
			en: 'The connection went quiet. We are reconnecting.'
		},
		token: {
			nl: 'De sleutel klopt niet of geldt niet meer. Geef een nieuwe sleutel.',
			en: 'The key is wrong or no longer valid. Enter a new key.'
		},
		tokenMissing: { nl: 'Deze bron vraagt een sleutel. Geef er een.', en: 'This source needs a key. Enter one.' },
		forbidden: {
			nl: 'Met deze sleutel mag dit niet. Vraag de beheerder van de server om het recht.',
			en: 'This key does not have permission. Ask the server’s administrator for it.'
		},
		tooMany: {
			nl: 'De server vraagt ons te wachten. Daarna gaan wij verder.',
			en: 'The server asked us to wait. We will continue after that.'
		},
		timelines: {
			nl: 'Deze server geeft zijn tijdlijnen niet aan programma’s. Kies een andere server.',
			en: 'This server does not share its timelines with programs. Choose another server.'
		},
		notThisServer: {
			nl: 'Dit is geen server van dit soort. Controleer het adres.',
			en: 'This is not the right kind of server. Check the address.'
		},
		budget: {
			nl: 'Het budget van deze maand is op. Verhoog het om verder te gaan.',
			en: 'This month’s budget is spent. Raise it to continue.'
		},
		profileEmpty: {
			nl: 'Vul eerst het zoekprofiel in. Zonder zoekwoorden is hier niets te volgen.',
			en: 'Fill in the search profile first. Without search terms there is nothing to follow here.'
		},
		rules: {
			nl: 'Deze zoekwoorden passen niet in de regels van X. Maak het zoekprofiel korter.',
			en: 'These search terms do not fit in X’s rules. Shorten the search profile.'
		},
		xCredit: { nl: 'Het tegoed bij X is op. Vul het aan bij X.', en: 'Your credit at X is used up. Top it up at X.' },
		xOtherLine: {
			nl: 'Er is al een verbinding met dit account van X. Sluit de andere.',
			en: 'This X account already has a connection. Close the other one.'
		},
		xTooSlow: {
			nl: 'X stuurde sneller dan wij konden opslaan. Wij sluiten opnieuw aan.',
			en: 'X sent posts faster than we could store them. We are reconnecting.'
		},
		signature: {
			nl: 'Een programma stuurde met een verkeerde sleutel. Geef het de nieuwste sleutel van deze bron.',
			en: 'A program used the wrong key. Give it this source’s newest key.'
		},
		clock: {
			nl: 'De klok van het programma loopt meer dan vijf minuten verkeerd. Laat die klok goed zetten.',
			en: 'The program’s clock is wrong by more than five minutes. Have it corrected.'
		}
	},
	file: {
		refused: {
			empty: { nl: 'Het bestand is leeg.', en: 'The file is empty.' },
			tooLarge: {
				nl: 'Het bestand is groter dan 100 MB. Splits het en probeer het opnieuw.',
				en: 'The file is larger than 100 MB. Split it and try again.'
			},
			personFull: {
				nl: 'U hebt geen ruimte meer voor dit bestand. Maak het kleiner, wacht tot morgen, of laat een collega het inlezen.',
				en: 'You have no space left for this file. Make it smaller, wait until tomorrow, or ask a colleague to import it.'
			},
			incidentFull: {
				nl: 'Bij dit incident staan te veel bestanden klaar. Wacht tot morgen.',
				en: 'This incident has too many files waiting. Wait until tomorrow.'
			},
			oldSpreadsheet: {
				nl: 'Dit is een ouder soort spreadsheet (XLS of XLSB). Bewaar het als XLSX of CSV.',
				en: 'This is an older type of spreadsheet (XLS or XLSB). Save it as XLSX or CSV.'
			},
			openDocument: {
				nl: 'Dit is een spreadsheet van LibreOffice (ODS). Bewaar het als XLSX of CSV.',
				en: 'This is a LibreOffice spreadsheet (ODS). Save it as XLSX or CSV.'
			},
			encrypted: {
				nl: 'Het bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord.',
				en: 'The file is password protected. Save it without a password.'
			},
			macros: {
				nl: 'Er staan macro’s in dit bestand. Bewaar het als gewone werkmap (XLSX), zonder macro’s.',
				en: 'This file contains macros. Save it as a normal workbook (XLSX), without macros.'
			},
			packed: {
				nl: 'In dit ingepakte bestand zit niet precies één bestand dat wij kunnen lezen. Pak het uit en kies er een.',
				en: 'This compressed file does not contain exactly one file that we can read. Unpack it and choose one.'
			},
			mail: {
				nl: 'Dit is een e-mail. Kopieer de tekst en plak die bij Plak berichten.',
				en: 'This is an email. Copy its text and paste it under Paste posts.'
			},
			undatedChat: {
				nl: 'Dit is een gekopieerd gesprek zonder datum. Kopieer de tekst en plak die bij Plak berichten.',
				en: 'This is a copied chat without dates. Copy its text and paste it under Paste posts.'
			},
			tooPacked: {
				nl: 'Uitgepakt is dit bestand te groot. Splits het, of bewaar het als CSV.',
				en: 'Unpacked, this file is too large. Split it, or save it as CSV.'
			},
			tooSlow: {
				nl: 'Dit bestand lezen kost te veel tijd of geheugen. Berichten die al binnen waren, blijven. Splits het, of bewaar het als CSV.',
				en: 'Reading this file takes too much time or memory. Posts that were already in stay. Split it, or save it as CSV.'
			},
			damaged: {
				nl: 'Het bestand is beschadigd. Open het in Excel, bewaar het opnieuw als XLSX en kies dat.',
				en: 'The file is damaged. Open it in Excel, save it again as XLSX and choose that file.'
			},
			brokenRecords: {
				nl: 'Dit JSON-bestand is beschadigd of afgebroken. Haal het opnieuw op.',
				en: 'This JSON file is damaged or cut off. Download it again.'
			},
			html: {
				nl: 'Dit is een webpagina. Bewaar de tabel als CSV en probeer het opnieuw.',
				en: 'This is a web page. Save the table as CSV and try again.'
			},
			notText: {
				nl: 'Dit is geen spreadsheet en geen tekstbestand. Kies een XLSX-, CSV- of TSV-bestand.',
				en: 'This is neither a spreadsheet nor a text file. Choose an XLSX, CSV or TSV file.'
			},
			tooManyColumns: {
				nl: 'Het bestand heeft meer dan 500 kolommen. Haal weg wat u niet nodig hebt.',
				en: 'The file has more than 500 columns. Remove the ones you do not need.'
			}
		},
		row: {
			noText: { nl: 'Er staat geen tekst in deze rij.', en: 'This row has no text.' },
			errorValue: {
				nl: 'Het spreadsheetprogramma toont hier een fout. De woorden staan niet in het bestand. Open het bestand waaruit dit is gemaakt.',
				en: 'The spreadsheet shows an error here. The words are not in the file. Open the file it was made from.'
			},
			quote: { nl: 'Een aanhalingsteken wordt niet gesloten.', en: 'A quotation mark is not closed.' },
			brokenLine: {
				nl: 'Deze regel is afgebroken of geen geldige JSON.',
				en: 'This line is cut off or not valid JSON.'
			},
			tooLong: { nl: 'Een cel is groter dan 1 MB.', en: 'A cell is larger than 1 MB.' },
			tooManyCells: { nl: 'Deze rij heeft meer dan 500 cellen.', en: 'This row has more than 500 cells.' },
			moreCells: {
				nl: 'Deze rij heeft meer cellen dan er kolommen zijn.',
				en: 'This row has more cells than there are columns.'
			},
			hidden: { nl: 'Deze rij is verborgen in de werkmap.', en: 'This row is hidden in the workbook.' },
			total: { nl: 'Dit is een rij met totalen.', en: 'This is a row of totals.' }
		},
		undated: {
			dateUnreadable: { nl: 'De datum is niet te lezen.', en: 'The date cannot be read.' },
			dateMissing: { nl: 'Deze rij heeft geen datum.', en: 'This row has no date.' },
			dateFuture: { nl: 'De datum ligt in de toekomst.', en: 'The date is in the future.' }
		},
		problem: {
			noText: {
				nl: 'Geen kolom lijkt de tekst te bevatten. Kies er een.',
				en: 'No column seems to contain the text. Choose one.'
			},
			noDate: {
				nl: 'Geen kolom lijkt de datum te bevatten. Zonder datum telt het moment van inlezen.',
				en: 'No column seems to contain the date. Without a date, we use the time of import.'
			},
			dateOrder: {
				nl: 'Dag en maand zijn niet te onderscheiden. Wij lezen de dag eerst. Klopt dat?',
				en: 'Day and month cannot be told apart. We read the day first. Is that right?'
			},
			dateMixed: {
				nl: 'Soms staat de dag eerst, soms de maand. Controleer de datums.',
				en: 'The day comes first in some dates, the month in others. Check the dates.'
			},
			dateConverted: {
				nl: 'Deze kolom mengt tekst en echte datums. Excel verwisselde misschien dag en maand. Haal de export opnieuw op en lees hem in zonder hem in Excel te openen.',
				en: 'This column mixes text and real dates. Excel may have swapped day and month. Download the export again and import it without opening it in Excel.'
			},
			dateUnreadable: {
				nl: plural('rows', {
					one: '{rows} datum is niet te lezen. Die rij telt als van het moment van inlezen.',
					other: '{rows} datums zijn niet te lezen. Die rijen tellen als van het moment van inlezen.'
				}),
				en: plural('rows', {
					one: '{rows} date cannot be read. That row counts as of the time of import.',
					other: '{rows} dates cannot be read. Those rows count as of the time of import.'
				})
			},
			dateMissing: {
				nl: plural('rows', {
					one: '{rows} rij heeft geen datum. Die telt als van het moment van inlezen.',
					other: '{rows} rijen hebben geen datum. Die tellen als van het moment van inlezen.'
				}),
				en: plural('rows', {
					one: '{rows} row has no date. It counts as of the time of import.',
					other: '{rows} rows have no date. They count as of the time of import.'
				})
			},
			dateFuture: {
				nl: plural('rows', {
					one: '{rows} datum ligt in de toekomst. Die rij telt als van het moment van inlezen.',
					other: '{rows} datums liggen in de toekomst. Die rijen tellen als van het moment van inlezen.'
				}),
				en: plural('rows', {
					one: '{rows} date is in the future. That row counts as of the time of import.',
					other: '{rows} dates are in the future. Those rows count as of the time of import.'
				})
			},
			dateWithoutTime: {
				nl: plural('rows', {
					one: '{rows} datum heeft geen tijd. Dat bericht telt als van middernacht.',
					other: '{rows} datums hebben geen tijd. Die berichten tellen als van middernacht.'
				}),
				en: plural('rows', {
					one: '{rows} date has no time. That post counts as of midnight.',
					other: '{rows} dates have no time. Those posts count as of midnight.'
				})
			},
			hourTwice: {
				nl: plural('rows', {
					one: '{rows} tijd valt in het uur dat twee keer komt (wintertijd). Wij nemen het eerste.',
					other: '{rows} tijden vallen in het uur dat twee keer komt (wintertijd). Wij nemen het eerste.'
				}),
				en: plural('rows', {
					one: '{rows} time falls in the hour that occurs twice (winter time). We use the first.',
					other: '{rows} times fall in the hour that occurs twice (winter time). We use the first.'
				})
			},
			hourSkipped: {
				nl: plural('rows', {
					one: '{rows} tijd valt in het uur dat niet bestaat (zomertijd). Wij tellen een uur op.',
					other: '{rows} tijden vallen in het uur dat niet bestaat (zomertijd). Wij tellen een uur op.'
				}),
				en: plural('rows', {
					one: '{rows} time falls in the hour that does not exist (summer time). We add an hour.',
					other: '{rows} times fall in the hour that does not exist (summer time). We add an hour.'
				})
			},
			idRounded: {
				nl: plural('rows', {
					one: 'Excel kortte {rows} nummer in (1,86E+18). Wij herkennen die berichten aan adres of tekst.',
					other: 'Excel kortte {rows} nummers in (1,86E+18). Wij herkennen die berichten aan adres of tekst.'
				}),
				en: plural('rows', {
					one: 'Excel shortened {rows} number (1.86E+18). We recognise that post by its address or text.',
					other: 'Excel shortened {rows} numbers (1.86E+18). We recognise those posts by their address or text.'
				})
			},
			brokenLetters: {
				nl: plural('rows', {
					one: 'In {rows} rij staan tekens die niet te lezen zijn.',
					other: 'In {rows} rijen staan tekens die niet te lezen zijn.'
				}),
				en: plural('rows', {
					one: '{rows} row has characters that cannot be read.',
					other: '{rows} rows have characters that cannot be read.'
				})
			},
			errorValues: {
				nl: plural('rows', {
					one: 'In {rows} rij staat een fout zoals #NAAM?. Wat daar stond, is weg: open het oorspronkelijke bestand.',
					other:
						'In {rows} rijen staat een fout zoals #NAAM?. Wat daar stond, is weg: open het oorspronkelijke bestand.'
				}),
				en: plural('rows', {
					one: '{rows} row has an error such as #NAME?. What was there is gone: open the original file.',
					other: '{rows} rows have an error such as #NAME?. What was there is gone: open the original file.'
				})
			},
			brokenRows: {
				nl: plural('rows', {
					one: '{rows} rij is niet te lezen. Die slaan wij over.',
					other: '{rows} rijen zijn niet te lezen. Die slaan wij over.'
				}),
				en: plural('rows', {
					one: '{rows} row cannot be read. We skip it.',
					other: '{rows} rows cannot be read. We skip them.'
				})
			},
			hiddenRows: {
				nl: plural('rows', {
					one: '{rows} rij is verborgen in de werkmap, met de hand of door een filter. Kies hieronder of die meedoet.',
					other:
						'{rows} rijen zijn verborgen in de werkmap, met de hand of door een filter. Kies hieronder of ze meedoen.'
				}),
				en: plural('rows', {
					one: '{rows} row is hidden in the workbook, by hand or by a filter. Choose below whether to import it.',
					other: '{rows} rows are hidden in the workbook, by hand or by a filter. Choose below whether to import them.'
				})
			},
			totals: {
				nl: plural('rows', {
					one: '{rows} rij bevat totalen. Die slaan wij over.',
					other: '{rows} rijen bevatten totalen. Die slaan wij over.'
				}),
				en: plural('rows', {
					one: '{rows} row has totals. We skip it.',
					other: '{rows} rows have totals. We skip them.'
				})
			},
			sameId: {
				nl: 'De kolom {column} is bij {rows} rijen hetzelfde; zij tellen apart.',
				en: 'The column {column} is the same in {rows} rows; they count separately.'
			},
			sameUrl: {
				nl: 'De kolom {column} is bij {rows} rijen hetzelfde; zij tellen apart.',
				en: 'The column {column} is the same in {rows} rows; they count separately.'
			}
		},
		field: {
			id: { nl: 'nummer van het bericht', en: 'post number' },
			date: { nl: 'datum', en: 'date' },
			time: { nl: 'tijd', en: 'time' },
			title: { nl: 'kop', en: 'headline' },
			text: { nl: 'tekst', en: 'text' },
			url: { nl: 'adres', en: 'address' },
			author: { nl: 'naam van de afzender', en: 'sender’s name' },
			handle: { nl: 'account van de afzender', en: 'sender’s account' },
			source: { nl: 'bron', en: 'source' },
			reach: { nl: 'bereik', en: 'reach' },
			lang: { nl: 'taal', en: 'language' },
			shares: { nl: 'deelt bericht', en: 'shares post' },
			replyTo: { nl: 'antwoordt op bericht', en: 'replies to post' },
			media: { nl: 'beeld of geluid', en: 'picture or sound' }
		}
	}
} satisfies Messages;
