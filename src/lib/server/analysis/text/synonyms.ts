/**
 * Words that mean the same in the talk of a crisis, a line each; the first represents them. Our own list, kept to words
 * that may replace each other in a sentence of fact without changing it: "gewond" and "overleden" never share a line,
 * nor "drinkwater" and "zwemwater".
 */
const GROUPS = `
brand fik vuur vuurzee
uitslaand uitslaande
rook rookwolk rookpluim rookwolken
knal knallen klap klappen
explosie ontploffing
ontploffen exploderen ontploft geexplodeerd
instorten ingestort instorting
overleden overlijden omgekomen gestorven doodgegaan dood dode doden
gewond gewonden gewonde
slachtoffer slachtoffers
vermist vermiste vermisten
evacueren geevacueerd evacuatie ontruimen ontruimd ontruiming
dicht gesloten sluit sluiten afgesloten afsluiten gestremd afgezet
open geopend opengesteld opengaan opengegaan
kapot stuk defect
storing uitval
stroomstoring stroomuitval stroompanne
stroom elektriciteit elektra
drinkwater kraanwater leidingwater
hoogwater overstroming
ziekenhuis hospitaal ziekenhuizen
dokter arts huisarts
kind kinderen kids kindjes kindje
jongere jongeren jeugd
ouder ouders
oma grootmoeder
opa grootvader
moeder mama mam ma
vader papa pap pa
baby zuigeling
huis woning huizen woningen
flat appartement
bewoner bewoners inwoner inwoners
buurt wijk
straat str
auto wagen auto's
vrachtwagen truck vrachtauto
agent politieagent politieman
brandweerman brandweerlieden brandweermannen brandweermensen
me mobiele_eenheid
ambulance ziekenwagen ziekenauto
helikopter heli helicopter traumaheli
burgemeester burgervader
gemeente gemeentebestuur
school schooltje
sportzaal sporthal gymzaal
supermarkt super
verzamelen samenkomen bijeenkomen
vertrekken weggaan
terug retour
giftig toxisch
vervuild verontreinigd
besmet besmetting
gevaarlijk riskant
gevaar risico
vals nep fake namaak
aangestoken aansteken brandstichting brandgesticht
dader daders
aanhouden aangehouden arresteren gearresteerd opgepakt oppakken
neersteken neergestoken
neerschieten neergeschoten
plunderen geplunderd plundering
plunderaar plunderaars
rellen ongeregeldheden
relschopper relschoppers
demonstratie betoging protest protestmars
demonstrant demonstranten betoger betogers
stadhuis gemeentehuis raadhuis
ingooien ingegooid
ruit ruiten raam ramen
deur deuren
verboden verbod
hack gehackt hacken hackaanval gehacked
cyberaanval cyberattack
crimineel criminelen
hacker hackers
gegevens data
wachtwoord password
website site webpagina
mail e-mail email mailtje
factuur rekening
klikken aanklikken
betalen betaald betaling
eisen eist
euro euros eur
uitkering uitkeringen
opvang opvanglocatie noodopvang opvangplek
slaapplek slaapplaats
huisdier huisdieren
kat poes
meisje meid
jongen knul
kleding kleren
rugzak rugtas
bus busje busjes
trein treinen treinverkeer
omrijden omrij rijd_om
ophalen afhalen halen opgehaald afgehaald
meenemen meegenomen neem_mee
gratis kosteloos
fles flessen
koken kook gekookt
drinken drink gedronken
verwachten verwacht
stijgen stijgt gestegen
dalen daalt gedaald zakt zakken
piek hoogtepunt
vinden gevonden
zoeken zoek gezocht zoekactie
starten start begint beginnen begonnen gestart
stoppen stopt gestopt
eindigen afgelopen
duren duurt
maken gemaakt
werken werkt gewerkt
tip tips
bellen bel belt gebeld
contant cash
vreselijk verschrikkelijk afschuwelijk gruwelijk
stinken stinkt
hulpdiensten hulpverleners
gebracht brengen breng wegbrengen weggebracht overgebracht vervoerd
verstuurd verzonden gestuurd
informatie info
persconferentie persmoment
maatregel maatregelen
advies adviseert
waarschuwen waarschuwt gewaarschuwd
bevestigen bevestigd
ontkennen ontkend
kinderopvang creche
bejaarde oudere ouderen bejaarden
gif vergif
medicijn medicijnen medicatie
accu accu's batterij
zwijgen gezwegen verzwegen verzwijgen
stil stilhouden
samenscholen samenscholing
toelichting uitleg
betogen protesteren demonstreren
tegenhouden tegengehouden
wegjagen weggejaagd
gooien gooit gegooid
aanvragen aangevraagd
huishouden huishoudens
doorbreken doorgebroken dijkdoorbraak
`;

/** Strong and irregular verbs: the forms that no rule finds, each with the form that represents them. */
const IRREGULAR = `
sluiten:sloot,sloten blijven:blijf,blijft,bleef,bleven,gebleven drinken:drinkt,dronk,dronken vinden:vind,vindt,vond,vonden
verdwijnen:verdwijnt,verdween,verdwenen rijden:rijd,rij,rijdt,reed,reden,gereden lopen:loop,loopt,liep,liepen,gelopen
vliegen:vliegt,vloog,vlogen,gevlogen wegen:weegt komen:gekomen drijven:drijft,dreef,dreven,gedreven brengen:bracht,brachten
houden:houd,hou,houdt,hield,hielden,gehouden nemen:neem,neemt,nam,namen,genomen geven:geef,geeft,gaf,gaven,gegeven
spreken:spreekt,sprak,spraken,gesproken trekken:trekt,trok,trokken,getrokken slaan:sla,slaat,sloeg,sloegen,geslagen vallen:valt,viel,vielen,gevallen
hangen:hangt,hing,hingen,gehangen schieten:schiet,schoot,schoten,geschoten steken:steek,steekt,stak,staken,gestoken stelen:steelt,stal,stalen,gestolen
breken:breekt,brak,braken,gebroken helpen:help,helpt,hielp,hielpen,geholpen zoeken:zoekt,zocht,zochten stijgen:steeg,stegen bijten:beet,gebeten
schrijven:schrijft,schreef,schreven,geschreven lezen:lees,leest,las,lazen,gelezen springen:springt,sprong,sprongen,gesprongen
dragen:draagt,droeg,droegen,gedragen graven:graaft,groef,gegraven zwemmen:zwemt,zwom,zwommen,gezwommen vertrekken:vertrekt,vertrok,vertrokken
verlaten:verlaat,verliet,verlieten liegen:liegt,loog,gelogen zwijgen:zwijgt,zweeg,zwegen kijken:kijkt,keek,keken,gekeken eten:eet,at,aten,gegeten
roepen:roept,riep,riepen,geroepen sterven:sterft,stierf,stierven treffen:tref,treft,trof,troffen,getroffen vragen:vraagt,vroeg,vroegen,gevraagd
ontvangen:ontvangt,ontving gelden:geldt,gold,golden ingetrokken:intrekken,trekt_in doen:gedaan zien:gezien krijgen:gekregen
`;

const withoutMarks = (word: string): string => word.replaceAll('_', '').replaceAll("'", '').replaceAll('-', '');

/** Maps a word form to the form that represents its meaning. */
export const synonymOf: ReadonlyMap<string, string> = (() => {
	const canonical = new Map<string, string>();
	for (const entry of IRREGULAR.trim().split(/\s+/)) {
		const [verb = '', forms = ''] = entry.split(':');
		for (const form of forms.split(',')) canonical.set(withoutMarks(form), verb);
		canonical.set(verb, verb);
	}
	for (const line of GROUPS.trim().split('\n')) {
		const words = line.split(/\s+/).map(withoutMarks);
		const first = words[0] ?? '';
		for (const word of words) canonical.set(word, first);
	}
	return canonical;
})();
