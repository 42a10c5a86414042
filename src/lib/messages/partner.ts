import { plural, type Messages } from './message';

export const partner = {
	documentTitle: {
		nl: 'Omgevingsrapport {number}, {time} – {title}',
		en: 'Environment report {number}, {time} – {title}'
	},
	printTitle: {
		nl: 'Omgevingsrapport {number}, {time} · {title}',
		en: 'Environment report {number}, {time} · {title}'
	},
	preview: { nl: 'Gedeeld rapport', en: 'Shared report' },
	checked: { nl: 'Nieuwste rapport, gekeken om {time}', en: 'Latest report, checked at {time}' },
	otherLanguage: { nl: 'English', en: 'Nederlands' },
	contents: { nl: 'In dit rapport', en: 'In this report' },
	about: { nl: 'Over dit rapport', en: 'About this report' },
	newest: {
		title: { nl: 'Is dit het nieuwste rapport?', en: 'Is this the latest report?' },
		next: { nl: 'Volgend rapport {when}.', en: 'Next report {when}.' },
		later: {
			nl: 'Is het later dan {time}? Laad de pagina dan opnieuw: waarschijnlijk is er een nieuwer rapport.',
			en: 'Is it later than {time}? Then reload the page: there is probably a newer report.'
		},
		reload: {
			nl: 'Laad de pagina opnieuw om te zien of er een nieuwer rapport is.',
			en: 'Reload the page to see whether there is a newer report.'
		},
		noNext: {
			nl: 'Wanneer het volgende komt, is nog niet bepaald.',
			en: 'The next report has not been scheduled yet.'
		},
		tells: { nl: 'Deze pagina meldt het zodra het er is.', en: 'This page will tell you when it is available.' }
	},
	news: {
		title: { nl: 'Nieuw voor u', en: 'New for you' },
		since: { nl: 'Sinds rapport {number}, dat u eerder las:', en: 'Since report {number}, which you read earlier:' },
		none: {
			nl: 'Sinds rapport {number}, dat u eerder las, zijn alleen cijfers veranderd.',
			en: 'Since report {number}, which you read earlier, only figures have changed.'
		},
		same: {
			nl: 'Sinds rapport {number}, dat u eerder las, is niets veranderd.',
			en: 'Since report {number}, which you read earlier, nothing has changed.'
		},
		gone: {
			nl: plural('count', {
				one: '{count} onderwerp staat er niet meer in',
				other: '{count} onderwerpen staan er niet meer in'
			}),
			en: plural('count', { one: '{count} item is no longer in it', other: '{count} items are no longer in it' })
		}
	},
	closed: {
		title: { nl: 'Dit incident is gesloten', en: 'This incident is closed' },
		when: { nl: 'Gesloten op {date} om {time}.', en: 'Closed on {date} at {time}.' },
		last: { nl: 'Er volgt geen rapport meer.', en: 'No further report will follow.' },
		none: { nl: 'Er is geen rapport vrijgegeven.', en: 'No report was released.' },
		until: { nl: 'Deze link werkt tot {date}, {time}.', en: 'This link works until {date}, {time}.' },
		short: { nl: 'gesloten', en: 'closed' },
		head: {
			nl: 'incident gesloten {when}, er volgt geen rapport meer',
			en: 'incident closed {when}, no further report'
		},
		running: { nl: 'Wat nog loopt, en bij wie', en: 'What still has to be done, and by whom' },
		help: { nl: 'Waar mensen terechtkunnen', en: 'Where people can go' }
	},
	phase: {
		text: {
			nl: 'De fase is nu: {now}. Dit rapport is gemaakt in de {then}.',
			en: 'The phase is now: {now}. This report was made in the {then}.'
		},
		changed: { nl: 'De fase van dit incident is veranderd.', en: 'The phase of this incident has changed.' }
	},
	older: {
		title: { nl: 'U leest een eerder rapport', en: 'You are reading an earlier report' },
		text: { nl: 'Rapport {newest} is nieuwer.', en: 'Report {newest} is newer.' },
		read: { nl: 'Lees rapport {newest}', en: 'Read report {newest}' }
	},
	versions: {
		title: { nl: 'Versies', en: 'Versions' },
		reading: { nl: 'u leest dit', en: 'you are reading this' },
		withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
		name: { nl: 'Rapport {number}', en: 'Report {number}' }
	},
	newer: {
		text: {
			nl: 'Er is een nieuwer rapport. U leest rapport {number}.',
			en: 'There is a newer report. You are reading report {number}.'
		},
		read: { nl: 'Lees het nieuwe rapport', en: 'Read the new report' }
	},
	withdrawn: {
		text: { nl: 'Rapport {number} is ingetrokken {when}.', en: 'Report {number} was withdrawn {when}.' },
		why: { nl: 'Reden: {why}', en: 'Reason: {why}' },
		use: { nl: 'Gebruik dit rapport niet.', en: 'Do not use this report.' },
		read: { nl: 'Lees rapport {number}', en: 'Read report {number}' },
		now: {
			nl: 'Dit rapport is zojuist ingetrokken. Gebruik het niet.',
			en: 'This report has just been withdrawn. Do not use it.'
		},
		again: { nl: 'Laad de pagina opnieuw', en: 'Reload the page' }
	},
	offline: {
		text: {
			nl: 'Geen verbinding. Laatst gecontroleerd {time}. Misschien is er een nieuwer rapport.',
			en: 'No connection. Last checked {time}. There may be a newer report.'
		}
	},
	kept: {
		title: { nl: 'Geen verbinding: u leest een bewaard rapport', en: 'No connection: this is a saved report' },
		text: {
			nl: 'Dit is rapport {number}. Bewaard op dit apparaat:',
			en: 'This is report {number}. Saved on this device:'
		}
	},
	ended: {
		text: {
			nl: 'Deze link werkt niet meer. U ziet geen nieuwe rapporten.',
			en: 'This link no longer works. You will not see new reports.'
		}
	},
	none: {
		title: { nl: 'Er is nog geen rapport', en: 'There is no report yet' },
		text: {
			nl: 'Zodra het eerste rapport is vrijgegeven, staat het hier. Deze pagina meldt het.',
			en: 'The first report will appear here when it is released. This page will tell you.'
		}
	},
	broken: {
		title: { nl: 'Deze link werkt niet', en: 'This link does not work' },
		text: {
			nl: 'De link is onvolledig, verlopen of ingetrokken. Vraag een nieuwe link aan wie u deze stuurde.',
			en: 'The link is incomplete, or it has expired or been revoked. Ask whoever sent it to you for a new one.'
		},
		cookies: {
			nl: 'Kreeg u de link net? Open dan de hele link nog eens, en sta cookies van deze site toe.',
			en: 'Did you just receive the link? Open the full link again, and allow cookies from this site.'
		}
	},
	dutch: {
		nl: 'De teksten van de omgevingsanalist staan in het Nederlands.',
		en: "The environment analyst's texts are in Dutch."
	},
	full: {
		title: { nl: 'Het hele rapport', en: 'The full report' },
		read: { nl: 'Lees het hele rapport, met tien onderdelen', en: 'Read the full report, in ten sections' },
		back: { nl: 'Terug naar het rapport op twee bladzijden', en: 'Back to the report on two pages' }
	},
	more: {
		title: { nl: 'Meer', en: 'More' },
		wall: { nl: 'Groot, voor aan de wand', en: 'Large, for a wall screen' },
		signal: { nl: 'Meld wat u ziet of hoort', en: 'Report what you see or hear' }
	},
	figures: {
		title: { nl: 'Cijfers van nu', en: 'Current figures' },
		unanswered: {
			nl: plural('count', { one: 'vraag zonder antwoord', other: 'vragen zonder antwoord' }),
			en: plural('count', { one: 'unanswered question', other: 'unanswered questions' })
		},
		high: {
			nl: plural('count', { one: 'gerucht met hoog risico', other: 'geruchten met hoog risico' }),
			en: plural('count', { one: 'high-risk rumour', other: 'high-risk rumours' })
		},
		all: {
			nl: plural('count', { one: 'bericht tot nu toe', other: 'berichten tot nu toe' }),
			en: plural('count', { one: 'post so far', other: 'posts so far' })
		},
		emotion: {
			nl: plural('count', {
				one: 'verhaal met label {emotion}, {period}',
				other: 'verhalen met label {emotion}, {period}'
			}),
			en: plural('count', { one: 'story labelled {emotion}, {period}', other: 'stories labelled {emotion}, {period}' })
		},
		updated: {
			nl: 'Bijgewerkt {time}. Deze cijfers staan nog niet in een rapport.',
			en: 'Updated {time}. These figures are not in a report yet.'
		},
		stale: { nl: 'Geen nieuwe cijfers sinds {time}.', en: 'No new figures since {time}.' }
	},
	wall: {
		title: { nl: 'Wand – {title}', en: 'Wall – {title}' },
		updated: { nl: 'bijgewerkt', en: 'updated' },
		needs: {
			nl: 'Mensen vragen, {period}, zonder antwoord eerst',
			en: 'People are asking, {period}, unanswered first'
		},
		rumours: { nl: 'Geruchten, {period}, hoog en open eerst', en: 'Rumours, {period}, high and open first' },
		posts: {
			nl: plural('count', { one: 'bericht {period}', other: 'berichten {period}' }),
			en: plural('count', { one: 'post {period}', other: 'posts {period}' })
		},
		week: { nl: 'zeven dagen', en: 'seven days' },
		was: { nl: 'was {before}', en: 'was {before}' },
		calls: {
			nl: plural('count', {
				one: '{count} noodkreet nog niet doorgegeven',
				other: '{count} noodkreten nog niet doorgegeven'
			}),
			en: plural('count', {
				one: '{count} call for help not passed on yet',
				other: '{count} calls for help not passed on yet'
			})
		},
		undecided: { nl: 'Advies zonder besluit', en: 'Advice without a decision' },
		decided: { nl: 'Alle advies heeft een besluit', en: 'All advice has a decision' },
		late: { nl: 'te laat', en: 'too late' },
		more: { nl: 'en nog {count}', en: 'and {count} more' },
		moreFacts: {
			nl: plural('count', { one: 'en nog {count} vervangen feit', other: 'en nog {count} vervangen feiten' }),
			en: plural('count', { one: 'and {count} more replaced fact', other: 'and {count} more replaced facts' })
		},
		inReport: {
			nl: plural('count', {
				one: '{count} advies zonder besluit, zie het rapport',
				other: '{count} adviezen zonder besluit, zie het rapport'
			}),
			en: plural('count', {
				one: '{count} piece of advice without a decision, see the report',
				other: '{count} pieces of advice without a decision, see the report'
			})
		},
		answered: { nl: 'beantwoord {time}', en: 'answered {time}' },
		answering: { nl: 'antwoord in de maak', en: 'answer being written' },
		waiting: { nl: 'geen antwoord sinds {time}', en: 'no answer since {time}' },
		noAnswer: { nl: 'nog geen antwoord', en: 'no answer yet' },
		rebutted: { nl: 'weerlegd {time}', en: 'rebutted {time}' },
		report: { nl: 'Rapport {number} van {time}', en: 'Report {number}, {time}' },
		since: { nl: 'Geen nieuwe cijfers sinds {time}', en: 'No new figures since {time}' },
		old: { nl: 'Wat u ziet is {count} min oud', en: 'This is {count} min old' },
		facts: {
			nl: plural('count', {
				one: '{count} feit in dit rapport is vervangen',
				other: '{count} feiten in dit rapport zijn vervangen'
			}),
			en: plural('count', {
				one: '{count} fact in this report has been replaced',
				other: '{count} facts in this report have been replaced'
			})
		}
	},
	pin: {
		title: { nl: 'Deze link vraagt een pincode', en: 'This link asks for a PIN' },
		text: {
			nl: 'U kreeg de pincode apart van de link, bijvoorbeeld aan de telefoon.',
			en: 'You received the PIN separately from the link, for example by phone.'
		},
		label: { nl: 'Pincode van zes cijfers', en: 'Six-digit PIN' },
		go: { nl: 'Open het rapport', en: 'Open the report' },
		wrong: {
			nl: 'Deze pincode klopt niet. Kijk hem na en probeer het opnieuw.',
			en: 'This PIN is incorrect. Check it and try again.'
		},
		wait: {
			nl: 'Er is te vaak geprobeerd. Wacht {duration} en probeer het opnieuw.',
			en: 'Too many attempts. Wait {duration} and try again.'
		}
	},
	signal: {
		title: { nl: 'Meld wat u ziet of hoort', en: 'Report what you see or hear' },
		intro: {
			nl: 'Uw melding komt bij de omgevingsanalist, niet bij de meldkamer.',
			en: 'Your message goes to the environment analyst, not to the control room.'
		},
		danger: { nl: 'Is er iemand in gevaar? Bel 112.', en: 'Is anyone in danger? Call 112.' },
		text: { nl: 'Wat ziet of hoort u?', en: 'What do you see or hear?' },
		textHint: {
			nl: 'Noem geen namen van inwoners. Hooguit {most} tekens.',
			en: 'Do not name residents. At most {most} characters.'
		},
		place: { nl: 'Waar? (mag leeg)', en: 'Where? (optional)' },
		callBack: { nl: 'Wie kunnen wij terugbellen? (mag leeg)', en: 'Who can we call back? (optional)' },
		callBackHint: {
			nl: 'Noem een functie, geen naam. Bijvoorbeeld: officier van dienst.',
			en: 'Give a role, not a name. For example: duty officer.'
		},
		go: { nl: 'Verstuur', en: 'Send' },
		sent: { nl: 'Uw melding is binnen.', en: 'Your message has been received.' },
		sentMore: { nl: 'U kunt hieronder nog een melding doen.', en: 'You can send another message below.' },
		back: { nl: 'Terug naar het rapport', en: 'Back to the report' },
		empty: {
			nl: 'Niet verstuurd: er staat nog niets in uw melding. Typ wat u ziet of hoort.',
			en: 'Not sent: your message is still empty. Type what you see or hear.'
		},
		invalid: {
			nl: 'Niet verstuurd: de tekst is te lang of bevat vreemde tekens. Uw tekst staat er nog. Maak hem korter.',
			en: 'Not sent: the text is too long or contains unusual characters. Your text is still there. Make it shorter.'
		},
		wait: {
			nl: 'Niet verstuurd: u stuurde er veel achter elkaar. Uw tekst staat er nog. Wacht {duration} en verstuur hem opnieuw.',
			en: 'Not sent: too many messages in a row. Your text is still there. Wait {duration} and send it again.'
		},
		closed: {
			nl: 'Niet verstuurd: dit incident is gesloten. Uw tekst staat er nog. Bel de gemeente.',
			en: 'Not sent: this incident is closed. Your text is still there. Call the municipality.'
		},
		notNow: {
			nl: 'Niet verstuurd: meldingen zijn nu niet open. Uw tekst staat er nog. Bel wie u deze link stuurde.',
			en: 'Not sent: messages cannot be sent right now. Your text is still there. Call whoever sent you this link.'
		},
		diskFull: {
			nl: 'Niet verstuurd: er is bij ons nu geen ruimte. Uw tekst staat er nog. Verstuur hem over een minuut opnieuw, of bel wie u deze link stuurde.',
			en: 'Not sent: our storage is full right now. Your text is still there. Send it again in a minute, or call whoever sent you this link.'
		},
		notAnswered: {
			nl: 'Het is niet zeker dat uw melding binnen is. Uw tekst staat er nog. Verstuur hem opnieuw: hij telt maar één keer.',
			en: 'We cannot tell whether your message has arrived. Your text is still there. Send it again: it counts only once.'
		},
		source: { nl: 'Meldingen van partners', en: 'Messages from partners' },
		from: { nl: 'Melding van {label}.', en: 'Message from {label}.' },
		fromCallBack: {
			nl: 'Melding van {label}. Terugbellen: {callBack}.',
			en: 'Message from {label}. Call back: {callBack}.'
		},
		before: { nl: 'Wat u eerder meldde', en: 'What you reported earlier' },
		sentAt: { nl: 'gestuurd {time}', en: 'sent {time}' },
		unread: { nl: 'nog niet gelezen', en: 'not read yet' },
		read: { nl: 'gelezen {time}', en: 'read {time}' }
	},
	replaced: {
		checking: {
			verdict: { nl: 'De uitkomst wordt nagekeken.', en: 'The verdict is under review.' },
			answer: { nl: 'Het antwoord wordt nagekeken.', en: 'The answer is under review.' },
			text: { nl: 'Onze tekst wordt nagekeken.', en: 'Our text is under review.' }
		},
		now: { nl: 'Een feit in dit rapport is zojuist vervangen.', en: 'A fact in this report has just been replaced.' }
	},
	take: {
		print: { nl: 'Print', en: 'Print' },
		copy: { nl: 'Kopieer voor LCMS', en: 'Copy for LCMS' },
		copied: { nl: 'Gekopieerd', en: 'Copied' },
		title: { nl: 'Korte tekst voor LCMS of een chat', en: 'Short text for LCMS or a chat' }
	},
	feeds: {
		titles: {
			texts: { nl: 'Teksten naar buiten: {title}', en: 'Official texts: {title}' },
			reports: { nl: 'Omgevingsrapporten: {title}', en: 'Environment reports: {title}' }
		},
		states: {
			standing: { nl: 'geldt', en: 'current' },
			checking: { nl: 'WORDT NAGEKEKEN', en: 'BEING CHECKED' },
			paused: { nl: 'GEPAUZEERD', en: 'PAUSED' },
			corrected: { nl: 'GECORRIGEERD', en: 'CORRECTED' },
			withdrawn: { nl: 'INGETROKKEN', en: 'WITHDRAWN' }
		},
		notices: {
			checking: {
				nl: 'Een feit onder deze tekst is vervangen. De gemeente kijkt de tekst na.',
				en: 'A fact behind this text has been replaced. The municipality is checking the text.'
			},
			paused: { nl: 'Deze tekst is gepauzeerd. Gebruik hem nu niet.', en: 'This text is paused. Do not use it now.' },
			corrected: {
				nl: 'Er is een correctie op deze tekst. Gebruik hem niet meer.',
				en: 'This text has been corrected. Do not use it any more.'
			},
			withdrawn: {
				nl: 'Deze tekst is ingetrokken. Gebruik hem niet meer.',
				en: 'This text has been withdrawn. Do not use it any more.'
			}
		}
	},
	looked: { nl: 'Gekeken om {time}', en: 'Checked at {time}' },
	question: {
		title: { nl: 'Klopt dit?', en: 'Is this right?' },
		to: { nl: 'Een vraag aan: {body}.', en: 'A question for: {body}.' },
		before: { nl: 'Antwoord graag vóór {time}.', en: 'Please answer before {time}.' },
		answer: { nl: 'Uw antwoord', en: 'Your answer' },
		betterAnswer: { nl: 'Een beter antwoord', en: 'A better answer' },
		hint: {
			nl: 'Noem geen namen van inwoners. Hooguit {most} tekens.',
			en: 'Do not name residents. At most {most} characters.'
		},
		from: { nl: 'Vanuit welke functie antwoordt u? (mag leeg)', en: 'In what role are you answering? (optional)' },
		fromHint: {
			nl: 'Noem een functie, geen naam. Bijvoorbeeld: officier van dienst.',
			en: 'Give a role, not a name. For example: duty officer.'
		},
		go: { nl: 'Verstuur uw antwoord', en: 'Send your answer' },
		received: { nl: 'Uw antwoord van {time} is binnen.', en: 'Your answer from {time} has been received.' },
		better: {
			nl: 'Tot wij het overnemen, kunt u een beter antwoord sturen.',
			en: 'You can send a better answer until we accept it.'
		},
		taken: { nl: 'Wij namen uw antwoord over {when}. Dank u wel.', en: 'We accepted your answer {when}. Thank you.' },
		settled: {
			nl: 'Deze vraag is al beantwoord. U hoeft niets te doen.',
			en: 'This question has already been answered. You do not need to do anything.'
		},
		use: {
			nl: 'Wij gebruiken uw antwoord pas als een collega het heeft nagekeken.',
			en: 'We will only use your answer after a colleague has checked it.'
		},
		until: {
			nl: 'Deze link werkt tot {time}, en alleen voor deze vraag.',
			en: 'This link works until {time}, and for this question only.'
		},
		empty: {
			nl: 'Niet verstuurd: er staat nog niets in uw antwoord.',
			en: 'Not sent: your answer is still empty.'
		},
		invalid: {
			nl: 'Niet verstuurd: de tekst is te lang of bevat vreemde tekens. Uw tekst staat er nog. Maak hem korter.',
			en: 'Not sent: the text is too long or contains unusual characters. Your text is still there. Make it shorter.'
		},
		wait: {
			nl: 'Niet verstuurd: u stuurde er veel achter elkaar. Uw tekst staat er nog. Wacht {duration} en verstuur hem opnieuw.',
			en: 'Not sent: too many answers in a row. Your text is still there. Wait {duration} and send it again.'
		},
		notNow: {
			nl: 'Niet verstuurd: deze vraag is intussen gesloten. Bel wie u deze link stuurde.',
			en: 'Not sent: this question has since been closed. Call whoever sent you this link.'
		},
		diskFull: {
			nl: 'Niet verstuurd: er is bij ons nu geen ruimte. Uw tekst staat er nog. Verstuur hem over een minuut opnieuw, of bel wie u deze link stuurde.',
			en: 'Not sent: our storage is full right now. Your text is still there. Send it again in a minute, or call whoever sent you this link.'
		},
		notAnswered: {
			nl: 'Het is niet zeker dat uw antwoord binnen is. Uw tekst staat er nog. Verstuur hem opnieuw: hij telt maar één keer.',
			en: 'We cannot tell whether your answer has arrived. Your text is still there. Send it again: it counts only once.'
		}
	}
} satisfies Messages;
