import type { Crisis } from './pair';

/**
 * Written when the method was final, for other crises and with other turns of phrase. Measured before anything was
 * changed for them: precision 0.905, recall 0.731 (n = 67). They led to: letters that are names, double denials, more
 * sources and endings.
 */
export const afterwards: readonly Crisis[] = [
	{
		crisis: 'storm',
		place: 'Den Helder',
		places: ['Julianadorp', 'Huisduinen', 'De Schooten', 'Callantsoog'],
		groups: [
			{
				first: 'Code rood vanaf 14.00 uur. Ga de weg niet op en haal losse spullen uit de tuin.',
				then: [
					['shared', 'KNMI: Code rood vanaf 14.00 uur. Ga de weg niet op en haal losse spullen uit de tuin. #storm'],
					['reworded', 'Vanaf twee uur code rood, haal losse spullen uit je tuin en ga niet de weg op'],
					['respelt', 'kode rood vanaf 14:00u ga de weg nie op en haal losse spulle uit de tuin!!'],
					['number', 'Code rood vanaf 17.00 uur. Ga de weg niet op en haal losse spullen uit de tuin.'],
					['subject', 'Code oranje vanaf 14.00 uur. Ga de weg niet op en haal losse spullen uit de tuin.'],
					[
						'comment',
						'Code rood vanaf 14.00 uur. Ga de weg niet op en haal losse spullen uit de tuin. Ja duh, alsof ik ga picknicken'
					]
				]
			},
			{
				first: 'Boom op huis gevallen in Julianadorp, bewoners ongedeerd maar het dak is eraf',
				then: [
					['reworded', 'in Julianadorp is een boom op een huis gevallen. Dak eraf, bewoners ongedeerd'],
					['place', 'Boom op huis gevallen in Callantsoog, bewoners ongedeerd maar het dak is eraf'],
					['subject', 'Boom op auto gevallen in Julianadorp, inzittenden ongedeerd maar het dak is eraf'],
					['negation', 'Boom op huis gevallen in Julianadorp, bewoners niet ongedeerd en het dak is eraf'],
					['question', 'Is er een boom op een huis gevallen in Julianadorp?']
				]
			},
			{
				first: 'De veerboot naar Texel vaart de rest van de dag niet. Eerste afvaart morgen om 6.30 uur.',
				then: [
					[
						'shared',
						'@teso_x: De veerboot naar Texel vaart de rest van de dag niet. Eerste afvaart morgen om 6.30 uur.'
					],
					['reworded', 'Veerboot Texel vaart vandaag niet meer, morgen om half zeven weer de eerste'],
					['cut', 'De veerboot naar Texel vaart de rest van de dag niet. Eerste afvaart mor…'],
					['negation', 'De veerboot naar Texel vaart de rest van de dag gewoon. Laatste afvaart om 21.30 uur.'],
					['place', 'De veerboot naar Vlieland vaart de rest van de dag niet. Eerste afvaart morgen om 6.30 uur.'],
					[
						'comment',
						'De veerboot naar Texel vaart de rest van de dag niet. Eerste afvaart morgen om 6.30 uur. Staan wij dan met twee kleuters'
					]
				]
			}
		]
	},
	{
		crisis: 'hazardous substance',
		place: 'Terneuzen',
		places: ['Axel', 'Sluiskil', 'Hoek', 'Zaamslag'],
		groups: [
			{
				first: 'Er ontsnapt chloor bij de fabriek in Sluiskil. Sirene is gegaan. Iedereen naar binnen!',
				then: [
					[
						'shared',
						'RT @zvlnu Er ontsnapt chloor bij de fabriek in Sluiskil. Sirene is gegaan. Iedereen naar binnen!'
					],
					['respelt', 'er ontsnapt gloor bij de fabriek in sluiskil sierene is gegaan iedereen naar bine'],
					['reworded', 'Iedereen naar binnen, bij de fabriek in Sluiskil ontsnapt chloor en de sirene is gegaan'],
					['subject', 'Er ontsnapt stoom bij de fabriek in Sluiskil. Sirene is gegaan. Iedereen naar binnen!'],
					['negation', 'Er ontsnapt geen chloor bij de fabriek in Sluiskil. Sirene was een test.'],
					['question', 'Ontsnapt er chloor bij de fabriek in Sluiskil? Waarom ging de sirene?']
				]
			},
			{
				first: 'Drie werknemers met brandwonden naar het ziekenhuis in Gent gebracht',
				then: [
					['reworded', '3 werknemers zijn met brandwonden overgebracht naar ziekenhuis in Gent'],
					['number', 'Dertien werknemers met brandwonden naar het ziekenhuis in Gent gebracht'],
					['subject', 'Drie brandweerlieden met brandwonden naar het ziekenhuis in Gent gebracht'],
					['place', 'Drie werknemers met brandwonden naar het ziekenhuis in Brugge gebracht'],
					[
						'comment',
						'Drie werknemers met brandwonden naar het ziekenhuis in Gent gebracht, en de directeur zit zeker op de golfbaan'
					]
				]
			},
			{
				first:
					'11.05 mw Axel, keel geïrriteerd na buitenlopen met hond. Vraagt of ze moet douchen en kleren weggooien.',
				then: [
					[
						'reworded',
						'11:20 mevrouw Axel heeft geïrriteerde keel na buiten lopen met de hond, vraagt of ze kleren moet weggooien en moet douchen'
					],
					[
						'place',
						'11.12 mw Zaamslag, keel geïrriteerd na buitenlopen met hond. Vraagt of ze moet douchen en kleren weggooien.'
					],
					[
						'subject',
						'11.12 mw Axel, ogen geïrriteerd na buitenlopen met hond. Vraagt of ze moet douchen en kleren weggooien.'
					],
					[
						'negation',
						'11.12 mw Axel, keel niet geïrriteerd na buitenlopen met hond. Vraagt of ze moet douchen en kleren weggooien.'
					]
				]
			}
		]
	},
	{
		crisis: 'health',
		place: 'Deurne',
		places: ['Liessel', 'Helenaveen', 'Neerkant', 'Vlierden'],
		groups: [
			{
				first: 'Bij twee bedrijven in Liessel is vogelgriep vastgesteld. 80.000 kippen worden geruimd.',
				then: [
					['shared', 'ANP: Bij twee bedrijven in Liessel is vogelgriep vastgesteld. 80.000 kippen worden geruimd.'],
					['reworded', 'Vogelgriep vastgesteld bij 2 bedrijven in Liessel, 80 duizend kippen geruimd'],
					['number', 'Bij twee bedrijven in Liessel is vogelgriep vastgesteld. 8.000 kippen worden geruimd.'],
					['subject', 'Bij twee bedrijven in Liessel is varkenspest vastgesteld. 80.000 varkens worden geruimd.'],
					['negation', 'Bij twee bedrijven in Liessel is geen vogelgriep vastgesteld. De kippen worden niet geruimd.'],
					['question', 'Is bij twee bedrijven in Liessel vogelgriep vastgesteld? Worden er 80.000 kippen geruimd?']
				]
			},
			{
				first: 'je kunt het krijgen van eieren uit de supermarkt zegt mijn zwager die daar werkt',
				then: [
					[
						'shared',
						'"je kunt het krijgen van eieren uit de supermarkt zegt mijn zwager die daar werkt" (gedeeld in Deurne Praat)'
					],
					['respelt', 'je ken het krijge van eiren uit de supermart zegt me zwager die daar werkt'],
					['reworded', 'Volgens mijn zwager die daar werkt kun je het krijgen van eieren uit de supermarkt'],
					['negation', 'je kunt het niet krijgen van eieren uit de supermarkt zegt mijn zwager die daar werkt'],
					['subject', 'je kunt het krijgen van kip uit de supermarkt zegt mijn zwager die daar werkt'],
					[
						'comment',
						'je kunt het krijgen van eieren uit de supermarkt zegt mijn zwager die daar werkt. Jouw zwager vult vakken Henk'
					]
				]
			},
			{
				first: 'Vaccinatie kan morgen in sporthal De Hazelaar van 9 tot 16 uur, zonder afspraak.',
				then: [
					['reworded', 'Morgen vaccineren in sporthal De Hazelaar, zonder afspraak, tussen 9 en 16 uur'],
					['cut', 'RT @ggdbzo_x: Vaccinatie kan morgen in sporthal De Hazelaar van 9 tot 16 u…'],
					['negation', 'Vaccinatie kan morgen in sporthal De Hazelaar van 9 tot 16 uur, alleen met afspraak.'],
					['number', 'Vaccinatie kan overmorgen in sporthal De Hazelaar van 9 tot 16 uur, zonder afspraak.'],
					['question', 'Kan vaccinatie morgen in sporthal De Hazelaar ook zonder afspraak?']
				]
			}
		]
	},
	{
		crisis: 'threat at a school',
		place: 'Hoogeveen',
		places: ['Krakeel', 'Wolfsbos', 'De Weide', 'Noordscheschut'],
		groups: [
			{
				first: 'Menso Alting Lyceum ontruimd na bommelding, leerlingen staan op het veld',
				then: [
					['shared', 'Foto: Menso Alting Lyceum ontruimd na bommelding, leerlingen staan op het veld 📸'],
					['reworded', 'Na een bommelding is het Menso Alting Lyceum ontruimd, de leerlingen staan op het veld'],
					['respelt', 'menso alting lyseum ontruimt na bom melding leerlingen staan op t velt'],
					['subject', 'Menso Alting Lyceum ontruimd na gaslek, leerlingen staan op het veld'],
					['negation', 'Menso Alting Lyceum niet ontruimd na bommelding, leerlingen zitten gewoon in de klas'],
					[
						'comment',
						'Menso Alting Lyceum ontruimd na bommelding, leerlingen staan op het veld. Vast weer iemand met een toets wiskunde'
					]
				]
			},
			{
				first: 'De dader is een jongen van 16 uit Krakeel en hij had een lijst met namen',
				then: [
					['reworded', 'een 16-jarige jongen uit Krakeel is de dader, hij had een lijst met namen'],
					['number', 'De dader is een jongen van 18 uit Krakeel en hij had een lijst met namen'],
					['place', 'De dader is een jongen van 16 uit Wolfsbos en hij had een lijst met namen'],
					['negation', 'De dader is geen jongen van 16 uit Krakeel en hij had geen lijst met namen'],
					['question', 'klopt het dat de dader een jongen van 16 uit Krakeel is en dat hij een lijst met namen had'],
					[
						'comment',
						'De dader is een jongen van 16 uit Krakeel en hij had een lijst met namen. Noem geen wijken aub, zo komt er een hetze'
					]
				]
			},
			{
				first: 'Ouders kunnen hun kind ophalen bij ingang C. Neem een legitimatie mee.',
				then: [
					['shared', 'Via de schoolapp: Ouders kunnen hun kind ophalen bij ingang C. Neem een legitimatie mee.'],
					['reworded', 'Je kunt je kind ophalen bij ingang C, legitimatie meenemen'],
					['cut', 'Ouders kunnen hun kind ophalen bij ingang C. Neem een legiti'],
					['subject', 'Ouders kunnen hun kind ophalen bij ingang D. Neem een legitimatie mee.'],
					['negation', 'Ouders kunnen hun kind nog niet ophalen bij ingang C.'],
					[
						'comment',
						'Ouders kunnen hun kind ophalen bij ingang C. Neem een legitimatie mee. Daar staan er al tweehonderd, komt goed'
					]
				]
			}
		]
	}
];
