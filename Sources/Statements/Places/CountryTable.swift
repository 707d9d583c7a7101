// Written by dev/phone-tables from libphonenumber 9.0.43 (PyPI phonenumbers; Apache License 2.0, see
// THIRD-PARTY.md). Change the script, not this file: countries in Portuguese.

extension CountryNames {
  /// A country and the first digits of its numbers, country code first; the longest that fits counts.
  static let table: StaticString = #"""
    Afeganistão:93
    Albânia:355
    Alemanha:49
    Andorra:376
    Angola:244
    Anguilla:1264
    Antígua e Barbuda:1268
    Argentina:54
    Argélia:213
    Armênia:374
    Aruba:297
    Arábia Saudita:966
    Ascensão:247
    Austrália:61
    Azerbaijão:994
    Bahamas:1242
    Bahrein:973
    Bangladesh:880
    Barbados:1246
    Belarus:375
    Belize:501
    Benin:229
    Bermudas:1441
    Bolívia:591
    Bonaire, Santo Eustáquio e Saba:5993,5994,5997
    Botsuana:267
    Brunei:673
    Bulgária:359
    Burkina Faso:226
    Burundi:257
    Butão:975
    Bélgica:32
    Bósnia-Herzegovina:387
    Cabo Verde:238
    Camarões:237
    Camboja:855
    Canadá:1204,1226,1236,1249,1250,1257,1263,1273,1289,1306,1343,1354,1365,1367,1368,1382,1403,1416,1418,1428,1431,1437,1438,1450,1468,1474,1506,1514,1519,1548,1579,1581,1584,1587,1600,1604,1613,1622,1633,1639,1647,1672,1683,1705,1709,1742,1753,1778,1780,1782,1807,1819,1825,1867,1873,1879,1902,1905,1942
    Catar:974
    Cazaquistão:77
    Chade:235
    Chile:56
    China:86
    Chipre:357
    Cingapura:65
    Colômbia:57
    Comores:269
    Congo:242
    Coreia do Norte:850
    Coreia do Sul:82
    Costa Rica:506
    Costa do Marfim:225
    Croácia:385
    Cuba:53
    Curaçao:599
    Custo compartilhado internacional:808
    Dinamarca:45
    Djibuti:253
    Dominica:1767
    Egito:20
    El Salvador:503
    Emirados Árabes Unidos:971
    Equador:593
    Eritreia:291
    Eslováquia:421
    Eslovênia:386
    Espanha:34
    Essuatíni:268
    Estados Unidos:1
    Estônia:372
    Etiópia:251
    Fiji:679
    Filipinas:63
    Finlândia:358
    França:33
    Gabão:241
    Gana:233
    Geórgia:995
    Gibraltar:350
    Granada:1473
    Gratuita internacional:800
    Groenlândia:299
    Grécia:30
    Guadalupe:590
    Guam:1671
    Guatemala:502
    Guiana:592
    Guiana Francesa:594
    Guiné:224
    Guiné Equatorial:240
    Guiné-Bissau:245
    Gâmbia:220
    Haiti:509
    Honduras:504
    Hong Kong:852
    Hungria:36
    Ilha Norfolk:672
    Ilha de Man:441624,4474576,447524,447624
    Ilhas Cayman:1345
    Ilhas Cook:682
    Ilhas Faroe:298
    Ilhas Malvinas:500
    Ilhas Marianas do Norte:1670
    Ilhas Marshall:692
    Ilhas Salomão:677
    Ilhas Turks e Caicos:1649
    Ilhas Virgens Americanas:1340
    Ilhas Virgens Britânicas:1284
    Ilhas Åland:35818
    Indonésia:62
    Iraque:964
    Irlanda:353
    Irã:98
    Islândia:354
    Israel:972
    Itália:39
    Iêmen:967
    Jamaica:1658,1876
    Japão:81
    Jordânia:962
    Kiribati:686
    Kosovo:383
    Kuwait:965
    Laos:856
    Lesoto:266
    Letônia:371
    Libéria:231
    Liechtenstein:423
    Lituânia:370
    Luxemburgo:352
    Líbano:961
    Líbia:218
    Macau:853
    Macedônia do Norte:389
    Madagascar:261
    Malaui:265
    Maldivas:960
    Mali:223
    Malta:356
    Malásia:60
    Marrocos:212
    Martinica:596
    Mauritânia:222
    Maurício:230
    Mayotte:262269,262639
    Mianmar:95
    Micronésia:691
    Moldávia:373
    Mongólia:976
    Montenegro:382
    Montserrat:1664
    Moçambique:258
    México:52
    Mônaco:377
    Namíbia:264
    Nauru:674
    Nepal:977
    Nicarágua:505
    Nigéria:234
    Niue:683
    Noruega:47
    Nova Caledônia:687
    Nova Zelândia:64
    Níger:227
    Número pessoal universal:878
    Omã:968
    Palau:680
    Palestina:970
    Panamá:507
    Papua-Nova Guiné:675
    Paquistão:92
    Paraguai:595
    Países Baixos:31
    Peru:51
    Polinésia Francesa:689
    Polônia:48
    Porto Rico:1787,1939
    Portugal:351
    Quirguistão:996
    Quênia:254
    Rede internacional:882,883,888
    Reino Unido:44
    República Centro-Africana:236
    República Democrática do Congo:243
    República Dominicana:18001,1809,1829,1849
    Reunião:262
    Romênia:40
    Ruanda:250
    Rússia:7
    Saint Pierre e Miquelon:508
    Samoa:685
    Samoa Americana:1684
    San Marino:378
    Santa Helena:290
    Santa Lúcia:1758
    Satélite:881
    Satélite (Inmarsat):870
    Senegal:221
    Serra Leoa:232
    Seychelles:248
    Sint Maarten:1721
    Somália:252
    Sri Lanka:94
    Sudão:249
    Sudão do Sul:211
    Suriname:597
    Suécia:46
    Suíça:41
    Svalbard e Jan Mayen:4779
    São Cristovão e Nevis:1869
    São Tomé e Príncipe:239
    São Vicente e Granadinas:1784
    Sérvia:381
    Síria:963
    Tadjiquistão:992
    Tailândia:66
    Taiwan:886
    Tanzânia:255
    Tchéquia:420
    Território Britânico do Oceano Índico:246
    Timor-Leste:670
    Togo:228
    Tokelau:690
    Tonga:676
    Trinidad e Tobago:1868
    Tristão da Cunha:2908
    Tunísia:216
    Turcomenistão:993
    Turquia:90
    Tuvalu:688
    Ucrânia:380
    Uganda:256
    Uruguai:598
    Uzbequistão:998
    Valor adicionado internacional:979
    Vanuatu:678
    Vaticano:379,3906698
    Venezuela:58
    Vietnã:84
    Wallis e Futuna:681
    Zimbábue:263
    Zâmbia:260
    África do Sul:27
    Áustria:43
    Índia:91
    """#
}
