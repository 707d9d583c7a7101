// Written by dev/phone-tables from libphonenumber 9.0.43 (PyPI phonenumbers; Apache License 2.0, see
// THIRD-PARTY.md). Change the script, not this file: the city of a number's first digits.

extension BrazilianPlaces {
  /// A place and the first digits of its numbers, area code first; the longest that fits counts.
  /// Blocks of numbers as they were given out: a number that was taken along to another city keeps its own.
  static let table: StaticString = #"""
    Abadia de Goiás - GO:623503
    Abadia dos Dourados - MG:343847
    Abadiânia - GO:623343
    Abaetetuba - PA:913751
    Abaeté - MG:373514,373541
    Abaiara - CE:883558
    Abapã - PR:423250
    Abaré - BA:753287
    Abatiá - PR:433556
    Abaíra - BA:773476
    Abdon Batista - SC:493545
    Abel Figueiredo - PA:943342
    Abelardo Luz - SC:493445
    Abre Campo - MG:313872
    Abreu e Lima - PE:813541,813542
    Abreulândia - TO:633389
    Acaiaca - MG:313887
    Acajutiba - BA:753434
    Acarape - CE:853373
    Acaraú - CE:883661,883674
    Acari - RN:843433
    Acará - PA:913732
    Acauã - PI:893493
    Aceguá - RS:533246
    Acioli - ES:273278
    Acopiara - CE:883565
    Acorizal - MT:653353
    Acrelândia - AC:683235
    Acreúna - GO:643645
    Acupe - BA:753201
    Adamantina - SP:183502,183521,183522
    Adelândia - GO:643695
    Adolfo - SP:173814
    Adrianópolis - PR:413678
    Adustina - BA:753496
    Afogados da Ingazeira - PE:873838
    Afonso Bezerra - RN:843533
    Afonso Cláudio - ES:273735
    Afonso Cunha - MA:983484
    Afrânio - PE:873868
    Agrestina - PE:813744
    Agricolândia - PI:863297
    Agro Cafeeira - PR:453206
    Agrolândia - SC:473534
    Agronômica - SC:473542
    Agrovila das Palmeiras - MT:653335
    Aguanil - MG:353834
    Aguaí - SP:193652,193653
    Agudo - RS:553265
    Agudos - SP:143261,143262
    Agudos do Sul - PR:413624
    Aguiar - PB:833499
    Aguiarnópolis - TO:633454
    Aimorés - MG:333267,333268
    Aiquara - BA:733547
    Aiuaba - CE:883524
    Aiuruoca - MG:353344
    Ajapi - SP:193538,193539
    Ajuricaba - RS:553387
    Alagoa - MG:353366
    Alagoa Grande - PB:833273
    Alagoa Nova - PB:833365
    Alagoinha - PB:833278
    Alagoinha - PE:873817,873839
    Alagoinha do Piauí - PI:893442
    Alagoinhas - BA:753031,753181,753182,753418,753421,753422,753423
    Alambari - SP:153274
    Albertina - MG:353446
    Alberto Moreira - SP:173329
    Alcantil - PB:833348
    Alcinópolis - MS:673260
    Alcobaça - BA:733051,733293
    Alcântara - MA:983337
    Alcântaras - CE:883640
    Aldeia - PE:813459
    Aldeias Altas - MA:993563
    Alecrim - RS:553546
    Alegre - ES:283552,283560
    Alegrete - RS:553421,553422,553426,553505
    Alegrete do Piauí - PI:893436
    Alegria - RS:553536
    Alenquer - PA:933526
    Alexandra - PR:413468
    Alexandria - RN:843381
    Alexânia - GO:623336
    Alfenas - MG:353011,353291,353292,353297,353299,353698,353701
    Alfredo Chaves - ES:273269
    Alfredo Marcondes - SP:183266
    Alfredo Vasconcelos - MG:323367
    Alfredo Wagner - SC:483276
    Alhandra - PB:833256
    Aliança - PE:813637
    Aliança do Tocantins - TO:633377
    Almadina - BA:733247
    Almas - TO:633373
    Almeirim - PA:933737
    Almenara - MG:333721
    Almino Afonso - RN:843395
    Almirante Tamandaré - PR:413036,413047,413657,413698,413699
    Aloândia - GO:643496
    Alpercata - MG:333236
    Alpestre - RS:553796
    Alpinópolis - MG:353523
    Alta Floresta - MT:663501,663512,663521,663903
    Alta Floresta do Oeste - RO:693641
    Altair - SP:173889
    Altamira - PA:933515,933593
    Altamira do Paraná - PR:423655
    Altaneira - CE:883548
    Alterosa - MG:353294
    Altinho - PE:813739
    Altinópolis - SP:163665
    Alto Alegre - PR:443340
    Alto Alegre - RR:953263
    Alto Alegre - RS:543382
    Alto Alegre - SP:183657
    Alto Alegre do Maranhão - MA:993638
    Alto Alegre do Pindaré - MA:983658
    Alto Alegre dos Parecis - RO:693643
    Alto Araguaia - MT:663481
    Alto Bela Vista - SC:493455
    Alto Caparaó - MG:323747
    Alto Garças - MT:663471
    Alto Jequitibá - MG:333343
    Alto Longá - PI:863256
    Alto Paraguai - MT:653396
    Alto Paraná - PR:443447
    Alto Paraíso - PR:443664
    Alto Paraíso - RO:693534
    Alto Paraíso de Goiás - GO:623446,623459
    Alto Piquiri - PR:443656
    Alto Rio Doce - MG:323345
    Alto Rio Novo - ES:273746
    Alto Santo - CE:883429
    Alto Taquari - MT:663496
    Alto do Rodrigues - RN:843523
    Altos - PI:863262
    Altônia - PR:443659
    Alumínio - SP:114715,124715
    Alvarenga - MG:333328
    Alvarães - AM:973345
    Alvinlândia - SP:143473
    Alvinópolis - MG:313855
    Alvorada - RS:513044,513101,513137,513411,513442,513443,513447,513483
    Alvorada - TO:633353
    Alvorada de Minas - MG:313862
    Alvorada do Gurguéia - PI:893549
    Alvorada do Norte - GO:623421
    Alvorada do Oeste - RO:693412
    Alvorada do Sul - PR:433661
    Além Paraíba - MG:323462,323466
    Amajari - RR:953593
    Amambaí - MS:673481
    Amandina - MS:673440
    Amanhece - MG:343243
    Amaporã - PR:443437
    Amapá - AP:963421
    Amaraji - PE:813553
    Amaral Ferrador - RS:513670
    Amarante - PI:863292
    Amargosa - BA:753634
    Amaturá - AM:973463
    Americana - SP:192108,193405,193406,193407,193408,19346,193477,193478,193601,193621
    Americano - PA:913823
    Americano do Brasil - GO:643504
    Ametista do Sul - RS:553752
    Amontada - CE:883636
    Amorinópolis - GO:643677
    Amparo - SP:193807,193808,193817,193839,193907
    Amparo de São Francisco - SE:793361
    Ampére - PR:463547
    Amélia Rodrigues - BA:753242
    América Dourada - BA:743692
    Américo Brasiliense - SP:163392,163393
    Américo de Campos - SP:173445
    Ana Dias - SP:133416
    Anadia - AL:823277
    Anagé - BA:773435
    Anahy - PR:453249
    Anajatuba - MA:983454
    Anajás - PA:913605
    Analândia - SP:193566
    Analândia do Norte - MT:663506
    Anamã - AM:973356
    Ananindeua - PA:912122,913014,913017,913031,913032,913265,913275,913284,913286,913287,913346,914104,914107
    Ananás - TO:633442
    Anapu - PA:913694
    Anapurus - MA:983481
    Anastácio - MS:673245
    Anaurilândia - MS:673445
    Anchieta - ES:283534,283536
    Anchieta - SC:493653
    Andaraí - BA:753335
    Andirá - PR:433538
    Andorinha - BA:743529
    Andradas - MG:353731,353739
    Andradina - SP:183702,183721,183722,183723
    Andrelândia - MG:353325
    André da Rocha - RS:543611
    Angatuba - SP:153255,153355
    Angelim - PE:873788
    Angelina - SC:483274
    Angical - BA:773622
    Angical do Piauí - PI:863298
    Angico - TO:633431
    Angicos - RN:843531
    Angra dos Reis - RJ:242404,24336,243370,243377,243379,243421
    Anguera - BA:753239
    Angueretá - MG:383728
    Angustura - MG:323461
    Angélica - MS:673419,673446
    Anhanduí - MS:673227
    Anhanguera - GO:643469
    Anhembi - SP:143884
    Anhumas - SP:183286
    Anicuns - GO:643564
    Anita Garibaldi - SC:493543
    Anitápolis - SC:483256
    Anori - AM:973352
    Anta Gorda - RS:513756
    Antas - BA:753277
    Antonina - PR:413432,413978
    Antonina do Norte - CE:883525
    Antônio Almeida - PI:893543
    Antônio Cardoso - BA:753230
    Antônio Carlos - MG:323346
    Antônio Carlos - SC:483272
    Antônio Dias - MG:313843
    Antônio Gonçalves - BA:743547
    Antônio João - MS:673435
    Antônio Martins - RN:843392
    Antônio Olinto - PR:423533
    Antônio Prado - RS:543293
    Antônio Prado de Minas - MG:323725
    Anápolis - GO:623098,623099,62331,62332,623387,623937,623978,623979,624014,624015,624051
    Anísio de Abreu - PI:893588
    Aparecida - PB:833543
    Aparecida - SP:123104,123105,123108,123311
    Aparecida D'Oeste - SP:173635
    Aparecida de Goiânia - GO:623016,623085,623094,623097,623248,623277,623280,623282,623283,623288,623518,623537,623548
    Aparecida de Goiânia - GO:623549,623578,623584,623587,623588,623594,623596,623598,623611,623625,623952,623981,623983
    Aparecida de Goiânia - GO:624017,624103
    Aparecida do Rio Doce - GO:643637
    Aparecida do Rio Negro - TO:633538
    Aparecida do Taboado - MS:673565
    Aperibé - RJ:223864
    Apeú - PA:913725
    Apiacá - ES:283557
    Apiacás - MT:663593
    Apiaí - SP:153552,153558
    Apicum-Açu - MA:983353
    Apiúna - SC:473353
    Apodi - RN:843333
    Aporá - BA:753441
    Aporé - GO:643644
    Apuarema - BA:733276
    Apucarana - PR:432102,433033,433047,433122,433162,433202,43342,433456,433901,434101,434104
    Apuiarés - CE:853302,853356
    Apuí - AM:973389
    Aquidabã - SE:793341
    Aquidauana - MS:673240,673241
    Aquiraz - CE:853113,853361,853362
    Arabutã - SC:493448
    Arabá - SP:173841
    Aracaju - SE:793022,793045,793046,793194,793198,793205,793211,793213,793214,793215,793217,793221,793222,793223
    Aracaju - SE:793224,793227,793236,79324,793251,793252,793255,793259,793302,793304,793711,793712,794002,794003
    Aracati - CE:883303,883421,883433,883446
    Aracatu - BA:773446
    Araci - BA:753258,753266
    Aracitaba - MG:323256
    Aracoiaba - CE:853337
    Aracruz - ES:273111,273256,273275,273296,273302
    Aracê - ES:273248
    Aragoiânia - GO:623550
    Aragominas - TO:633463
    Araguacema - TO:633472
    Araguaiana - MT:663499
    Araguainha - MT:663476
    Araguanã - MA:983651
    Araguanã - TO:633428
    Araguapaz - GO:623380
    Araguari - MG:342108,342109,343241,343242,343246,343249,343512,343513,343690,343799
    Araguatins - TO:633474
    Araguaçu - TO:633384
    Araguaína - TO:632112,633321,633402,63341,633421
    Araioses - MA:983478
    Aral Moreira - MS:673488
    Aramari - BA:753432
    Arambaré - RS:513676
    Aramina - SP:163752
    Arandu - SP:143766
    Aranha - MG:313579
    Arantina - MG:323296
    Arapeí - SP:123115
    Arapiraca - AL:823481,823482,823521,823522,823529,823530,823539
    Arapoema - TO:633435
    Araponga - MG:313894
    Arapongas - PR:433011,433046,433055,433056,433152,433172,433252,433274,433275,433276,433303,433312,433316
    Araporã - MG:343284
    Arapoti - PR:433512,433557
    Araputanga - MT:653261
    Arapuá - MG:343856
    Arapuã - PR:433444
    Araquari - SC:473447,473452
    Arara - PB:833369
    Araranguá - SC:483521,483522,483524,483527,483903
    Araraquara - SP:162108,162109,163010,163014,163114,163214,163301,163303,163304,163305,163311,163322,163324,16333
    Araraquara - SP:163357,163358,163397,163461,163463,163472,163508
    Araras - SP:193321,193351,193352,193353,193507,193508,193541,193542,193543,193544,193547,193551
    Ararendá - CE:883633
    Arari - MA:983453
    Araricá - RS:513560
    Araripe - CE:883530
    Araripina - PE:813873,873872,873873
    Araruama - RJ:222661,222664,222665,222667,222673,222674,223021,223201
    Araruna - PB:833373
    Araruna - PR:443562
    Arataca - BA:733673
    Aratiba - RS:543376
    Aratu - BA:713394
    Aratuba - CE:853329
    Aratuípe - BA:753647
    Araucária - PR:413031,413048,413552,413607,413614,413642,413643
    Arauá - SE:793547
    Araxá - MG:343201,343611,343612,343661,343662,343664,343669,343691
    Araçagi - PB:833274
    Araçariguama - SP:114136,114204
    Araças - BA:753451
    Araçatuba - SP:182102,182103,183117,183301,183441,183607,183608,183609,183621,183622,183623,183624,183625,183631
    Araçatuba - SP:183636,183637
    Araçoiaba da Serra - SP:153281,153291,153297
    Araçu - GO:623527
    Araçuaí - MG:333731
    Araújos - MG:373288
    Arceburgo - MG:353556
    Arco Verde - RS:543433
    Arco-Íris - SP:143477
    Arcos - MG:373351,373352,373359,373405
    Arcoverde - PE:873821,873822
    Areado - MG:353293,353798
    Areal - RJ:242257
    Arealva - SP:143296
    Areia - PB:833362
    Areia Branca - RN:843332
    Areia Branca - SE:793288
    Areial - PB:833368
    Areias - SP:123107
    Areiópolis - SP:143846
    Arembepe - BA:713628
    Arenápolis - MT:653343
    Arenópolis - GO:643667
    Argirita - MG:323445
    Argolo - BA:733205
    Arinos - MG:383635
    Aripibu - PE:813915
    Aripuanã - MT:663565,663603
    Ariquemes - RO:693516,693535,693536
    Ariranha - SP:173576
    Ariranha do Ivaí - PR:433433
    Ariri - SP:133852
    Armazém - SC:483645
    Armação dos Búzios - RJ:222623,222633
    Arneiroz - CE:883419
    Aroazes - PI:893468
    Aroeiras - PB:833396
    Arraial - PI:893555
    Arraial d'Ajuda - BA:733575
    Arraial do Cabo - RJ:222622,222662
    Arraias - TO:633653
    Arroio Grande - RS:533262
    Arroio Teixeira - RS:513622
    Arroio Trinta - SC:493535
    Arroio do Meio - RS:513716
    Arroio do Sal - RS:513687
    Arroio do Tigre - RS:513747
    Arroio dos Ratos - RS:513656
    Arrozal - RJ:243333
    Artur Nogueira - SP:193827,193877,193977
    Aruanã - GO:623376
    Arujá - SP:113754,114000,114651,114652,114653,114654,114655
    Arvoredo - SC:493356
    Arvorezinha - RS:513772
    Arês - RN:843242
    Ascurra - SC:473383
    Aspásia - SP:173664
    Assari - MT:653347
    Assaré - CE:883535
    Assaí - PR:433262
    Assis - SP:183022,183302,183321,183322,183323,183324,183325,183402,183421,183422
    Assis Brasil (Vila) - AC:683327
    Assis Brasil - AC:683548
    Assis Chateaubriand - PR:443528,443554
    Assunção - PB:833466
    Assunção de Goiás - GO:623404
    Assunção do Piauí - PI:863254
    Astolfo Dutra - MG:323451
    Astorga - PR:443234
    Atalaia - AL:823264,823299
    Atalaia - PA:913464
    Atalaia - PR:443254
    Atalaia do Norte - AM:973417
    Atalanta - SC:473535
    Ataléia - MG:333526
    Atibaia - SP:112119,112427,112493,113402,114217,114402,11441,114494
    Atilio Vivacqua - ES:283538
    Augustinópolis - TO:633456
    Augusto Corrêa - PA:913482
    Augusto Pestana - RS:553334
    Augusto de Lima - MG:383758
    Aurelino Leal - BA:733551,733554
    Auriflama - SP:173482
    Aurilândia - GO:643684
    Aurora - CE:883543
    Aurora - SC:473524
    Aurora do Tocantins - TO:633658
    Autazes - AM:923317
    Avanhandava - SP:183651
    Avaré - SP:142122,143022,143711,143731,143732,143733
    Avaí - SP:143287
    Aveiro - PA:933505
    Avelar - RJ:242487
    Avelino Lopes - PI:893575
    Avelinópolis - GO:643555
    Avencas - SP:143479
    Axixá - MA:983361
    Axixá do Tocantins - TO:633444
    Açailândia - MA:983538,993311,993538,993592
    Açu - RN:843331
    Açucena - MG:333298,333299
    Babaçulândia - TO:633448
    Bacabal - MA:983621,983622,993621,993622,993627
    Bacabeira - MA:983346
    Bacuri - MA:983392
    Bady Bassitt - SP:173258,173818
    Baependi - MG:353343
    Bagre - PA:913606
    Baguaçu - SP:173257
    Bagé - RS:533240,533241,533242,533247,533311,533312,533503
    Baianópolis - BA:773617
    Bairro Formosa - SP:183703
    Bairro Palmitalzinho - SP:153566
    Bairro de Santa Izabel - SP:143297
    Bairro de Santana - SP:143849
    Baixa Grande - BA:743258
    Baixa Grande do Ribeiro - PI:893570
    Baixio - CE:883539
    Baixo Guandu - ES:273401,273732
    Baião - PA:913795
    Balbina - AM:923312
    Balbinos - SP:143583
    Baldim - MG:313718
    Balneário Arroio do Silva - SC:483526
    Balneário Barra do Sul - SC:473448
    Balneário Bela Torres - SC:483538
    Balneário Camboriú - SC:472033,472122,472125,473021,473047,473056,473062,473065,473081,473228,473261,473263,473264
    Balneário Camboriú - SC:473360,473361,473363,473366,473367,473406,474108,484042
    Balneário Gaivota - SC:483583
    Balneário Pinhal - RS:513682
    Balsa Nova - PR:413636
    Balsas - MA:993541,993542
    Bambuí - MG:373431
    Banabuiú - CE:883426
    Bananal - SP:123116
    Bananeiras - PB:833367
    Bandeira - MG:333728
    Bandeira do Sul - MG:353742
    Bandeirante - SC:493626
    Bandeirantes - MS:673261
    Bandeirantes - PR:433145,433542,433549
    Bandeirantes do Tocantins - TO:633432
    Bannach - PA:943305
    Banzaê - BA:753213
    Baraúna - PB:833633
    Baraúna - RN:843320
    Barbacena - MG:323051,323052,323331,323332,323333,323339,323362,323693,324101
    Barbalha - CE:883532,883574
    Barbosa - SP:183655
    Barbosa Ferraz - PR:443275,443283
    Barcarena - PA:913322,913753,913754
    Barcelona - RN:843259
    Barcelos - AM:973321
    Bariri - SP:143662
    Barra - BA:743662
    Barra Bonita - SC:493649
    Barra Bonita - SP:143604,143641,143642
    Barra Funda - RS:543369
    Barra Mansa - RJ:242106,243322,243323,243324,243325,243328,243389,243401
    Barra Velha - SC:473446,473456,473457
    Barra da Estiva - BA:773450
    Barra de Caravelas - BA:733674
    Barra de Guabiraba - PE:813758
    Barra de Santa Rosa - PB:833376
    Barra de Santana - PB:833346
    Barra de Santo Antônio - AL:823291
    Barra de São Francisco - ES:273756,273776
    Barra de São Miguel - AL:823272
    Barra de São Miguel - PB:833358
    Barra do Braço - SP:133879
    Barra do Bugres - MT:653361
    Barra do Chapéu - SP:153554
    Barra do Choça - BA:773436
    Barra do Corda - MA:993427,993643
    Barra do Garças - MT:663401,663402,663405,663407,663904
    Barra do Jacaré - PR:433537
    Barra do Mendes - BA:743654
    Barra do Ouro - TO:633494
    Barra do Piraí - RJ:242401,242411,242430,242433,242442,242443,242444,242445,242447
    Barra do Quaraí - RS:553419
    Barra do Riacho - ES:273270
    Barra do Ribeiro - RS:513482
    Barra do Rocha - BA:733202
    Barra do Turvo - SP:153577
    Barra dos Coqueiros - SE:793260,793262
    Barracão - RS:543356
    Barras - PI:863242
    Barreira - CE:853331
    Barreiras - BA:773021,773611,773612,773613,773614
    Barreirinha - AM:923531
    Barreirinhas - MA:983349
    Barreiros - PE:813675
    Barretos - SP:173043,173312,17332
    Barrinha - SP:163943
    Barro - CE:883554
    Barro Alto - BA:743629
    Barro Duro - PI:863284
    Barro Preto - BA:733249
    Barro Vermelho - RS:513422
    Barrocas - BA:753608
    Barrolândia - BA:733676
    Barrolândia - TO:633376
    Barroquinha - CE:883623
    Barros Cassal - RS:543384
    Barroso - MG:323351
    Barueri - SP:112078,112166,112664,112970,113431,113581,114133,114134,114161,114162,114163,114166,114168,11419,114201
    Barueri - SP:114209,114247,114688,114706,114878
    Barão - RS:513618,513696
    Barão de Antonina - SP:153573
    Barão de Cocais - MG:313837
    Barão de Cotegipe - RS:543523
    Barão de Melgaço - MT:653331
    Barão de Monte Alto - MG:323727
    Barão do Triunfo - RS:513650
    Bastos - SP:143478
    Bataguassu - MS:673541
    Batalha - AL:823531
    Batalha - PI:863347
    Batatais - SP:163660,163661,163662,163761
    Batayporã - MS:673443
    Bateias - PR:413648
    Batinga - BA:733604
    Baturité - CE:853347
    Bauru - SP:142106,142107,142108,142109,143003,143004,143014,143102,143103,143104,143106,143108,143201,143202,143203
    Bauru - SP:143212,143214,143218,143222,143223,143224,143226,143227,14323,143276,143277,143281,143288,143313,143321
    Bauru - SP:143366,143879,144004,144009
    Bayeux - PB:833232,833253
    Baía Formosa - RN:843244
    Baía da Traição - PB:833296
    Bebedouro - SP:173044,173342,173343,173344,173345,173346
    Beberibe - CE:853301,853338
    Bela Cruz - CE:883663
    Bela Vista - MS:673439,673674
    Bela Vista da Caroba - PR:463557
    Bela Vista de Goiás - GO:623502,623551
    Bela Vista de Minas - MG:313853
    Bela Vista do Paraíso - PR:433242
    Bela Vista do Piauí - PI:893499
    Bela Vista do Toldo - SC:473629
    Belford Roxo - RJ:213304,213664,213748,214125
    Belmiro Braga - MG:323284
    Belmonte - BA:733287
    Belmonte - SC:493625
    Belo Campo - BA:773437
    Belo Horizonte - MG:312101,312102,312103,312108,312111,312112,312122,312128,312138,312535,313014,313029,313045
    Belo Horizonte - MG:313048,313055,313057,313064,313071,313074,313078,313080,313084,313090,313116,313118,313123
    Belo Horizonte - MG:313166,313194,313201,313202,313207,31321,31322,313235,313236,313237,313238,313239,313241,313245
    Belo Horizonte - MG:313247,313248,313249,313253,313254,313261,313262,313263,313267,313269,31327,31328,313291,313292
    Belo Horizonte - MG:313295,313303,313305,313309,313312,313318,313323,313324,313326,313327,313330,313335,313337
    Belo Horizonte - MG:313339,313342,313346,313373,313375,313376,313377,313378,313381,313383,313384,313388,313389
    Belo Horizonte - MG:313394,313408,313409,31341,313424,313426,313428,313431,313432,313433,313434,313435,313444,313445
    Belo Horizonte - MG:313446,313447,313449,31345,313462,313464,313466,31347,31348,31349,313504,313507,313508,313515
    Belo Horizonte - MG:313519,313524,313528,313615,313879,313889,313915,313916,314002,314003,314004,314007,314009
    Belo Horizonte - MG:314062,314111,314133,314136
    Belo Jardim - PE:813411,813709,813726
    Belo Oriente - MG:333253,333825
    Belo Vale - MG:313734
    Belterra - PA:933558
    Belém - PA:913015,913082,913087,913088,913110,913116,913118,913119,913120,913131,913181,913182,913184,9132,913323
    Belém - PA:913344,913366,914003,914005,914006
    Belém - PB:833261
    Belém de Maria - PE:813686
    Belém de São Francisco - PE:873876
    Belém do Brejo do Cruz - PB:833447
    Bemposta - RJ:242258
    Beneditinos - PI:863269
    Benedito Novo - SC:473385
    Benevides - PA:913665,913724
    Benfica - PA:913456
    Benjamin Constant - AM:973415
    Bento Fernandes - RN:843637
    Bento Gonçalves - RS:542102,542105,542521,542621,543052,543055,543057,543388,543449,543451,543452,543459,543701
    Bento Gonçalves - RS:543702
    Bento de Abreu - SP:183601
    Bequimão - MA:983385
    Berilo - MG:333737
    Bernardino Batista - PB:833561
    Bernardino de Campos - SP:143346
    Bernardo Sayão - TO:633422
    Bernardo do Mearim - MA:993648
    Bertioga - SP:133268,13331
    Bertolínia - PI:893546
    Beruri - AM:973351
    Bessa - BA:753257
    Betim - MG:312323,312571,312572,312591,313159,313162,313511,313512,313529,313530,313531,313532,313539,313544,31359
    Betânia - PE:873852
    Betânia do Piauí - PI:893497
    Bezerros - PE:813708,813728
    Bias Fortes - MG:323344
    Bicas - MG:323271
    Biguaçu - SC:483243,483285,483296,484109
    Bilac - SP:183659
    Biquinhas - MG:373546
    Birigui - SP:183021,183211,183634,183638,183641,183642,183643,183644,183649,184104
    Biritiba-Mirim - SP:114692,114694
    Biritinga - BA:753267
    Bituruna - PR:423553
    Blumenau - SC:472102,472111,472123,473035,473039,473041,473080,473221,473222,473231,473234,473236,473238,473309
    Blumenau - SC:47332,473330,473334,473336,473337,473339,473340,473488,473702,473901,474003,474052,474053
    Boa Esperança - ES:273768
    Boa Esperança - MG:353851
    Boa Esperança - PR:443552
    Boa Esperança do Iguaçu - PR:463537
    Boa Esperança do Sul - SP:163326,163346
    Boa Hora - PI:863241
    Boa Nova - BA:773433
    Boa Saúde - RN:843256
    Boa Ventura - PB:833493
    Boa Ventura de São Roque - PR:423652
    Boa Viagem - CE:883427
    Boa Vista - PB:833313
    Boa Vista - RR:952121,953084,953086,953194,953198,953212,953224,953621,953623,953624,953625,953626,954009
    Boa Vista Cananéia - BA:753362
    Boa Vista da Aparecida - PR:453287
    Boa Vista das Missões - RS:553747
    Boa Vista do Buricá - RS:553538
    Boa Vista do Cadeado - RS:553643
    Boa Vista do Gurupi - MA:983322
    Boa Vista do Ramos - AM:923545
    Boa Vista do Sul - RS:543435
    Boa Vista do Tupim - BA:753326
    Boaventura - RJ:223828
    Boca da Mata - AL:823279
    Boca do Acre - AM:973451,973453
    Boca do Monte - RS:553228
    Bocaina - PI:893448
    Bocaina - SP:143666
    Bocaina de Minas - MG:323294
    Bocaina do Sul - SC:493228
    Bocaiúva - MG:383251
    Bocaiúva do Sul - PR:413658
    Bodocó - PE:873878
    Bodoquena - MS:673268
    Bodó - RN:843439
    Bofete - SP:143883
    Boituva - SP:153115,153263,153268,153363,153364
    Bojuru - RS:533256
    Bom Conselho - PE:813771,873771,873798
    Bom Despacho - BA:713682
    Bom Despacho - MG:373521,373522
    Bom Jardim - MA:983672
    Bom Jardim - PE:813638
    Bom Jardim - RJ:222565,222566,242566
    Bom Jardim da Serra - SC:493232
    Bom Jardim de Goiás - GO:643657
    Bom Jardim de Minas - MG:323292
    Bom Jesus - PB:833559
    Bom Jesus - PI:893562
    Bom Jesus - RN:843253
    Bom Jesus - RS:543237
    Bom Jesus - SC:493424
    Bom Jesus da Lapa - BA:773481
    Bom Jesus da Penha - MG:353563
    Bom Jesus da Serra - BA:773461
    Bom Jesus das Selvas - MA:983652
    Bom Jesus de Goiás - GO:643608
    Bom Jesus do Araguaia - MT:663538
    Bom Jesus do Galho - MG:333354
    Bom Jesus do Itabapoana - RJ:223831,223833
    Bom Jesus do Norte - ES:283562
    Bom Jesus do Oeste - SC:493363
    Bom Jesus do Sul - PR:463548
    Bom Jesus do Tocantins - PA:943341
    Bom Jesus do Tocantins - TO:633483
    Bom Jesus dos Campos - MG:353527
    Bom Jesus dos Perdões - SP:114012,114891
    Bom Lugar - MA:993623
    Bom Nome - PE:873948
    Bom Princípio - RS:513634
    Bom Repouso - MG:353461
    Bom Retiro - SC:493277
    Bom Retiro do Sul - RS:513766
    Bom Sucesso - MG:353841
    Bom Sucesso - PB:833448
    Bom Sucesso - PR:433442
    Bom Sucesso de Itararé - SP:153533
    Bom Sucesso do Sul - PR:463234
    Bombinhas - SC:473393
    Bonfim - MG:313576
    Bonfim - RR:953552
    Bonfim Paulista - SP:163972
    Bonfinópolis de Minas - MG:383675
    Boninal - BA:753330
    Bonito - BA:753343
    Bonito - MS:673255,673686
    Bonito - PA:913803
    Bonito - PE:813687,813737
    Bonito de Santa Fé - PB:833490
    Bonópolis - GO:623393
    Boqueirão - PB:833391
    Boqueirão do Leão - RS:513789
    Boquim - SE:793645
    Boquira - BA:773645
    Boracéia - SP:143295
    Borba - AM:923512
    Borborema - PB:833360
    Borborema - SP:163266
    Borda da Mata - MG:353445
    Borebi - SP:143267
    Borrazópolis - PR:433452
    Borá - SP:183367
    Bossoroca - RS:553356
    Botelho - SP:173579
    Botelhos - MG:353741
    Botucatu - SP:143112,143354,143361,143811,143813,143814,143815,143880,143881,143882
    Botumirim - MG:383255
    Botuporã - BA:773678
    Botuverá - SC:473359
    Braga - RS:553559
    Braganey - PR:453245
    Bragantina - PR:443540
    Bragança - PA:913425
    Bragança Paulista - SP:112277,112419,112473,112490,113403,113404,114031,114032,114033,114034,114035,114481,114603
    Bragança Paulista - SP:114892
    Brasil Novo - PA:933514
    Brasileira - PI:863274
    Brasiliana - PR:443536
    Brasilândia - MS:673546
    Brasilândia de Minas - MG:383562
    Brasilândia do Sul - PR:443654
    Brasilândia do Tocantins - TO:633461
    Brasiléia - AC:683546
    Brasitânia - SP:173489
    Brasnorte - MT:663592
    Brasília - DF:61202,612030,612099,61210,612141,61219,612323,612328,613003,613004,613010,613012,613013,613024,613026
    Brasília - DF:61303,613041,613043,613045,613053,613054,613055,613081,613101,613107,613108,613114,613190,61320,613212
    Brasília - DF:613213,613214,613217,613218,61322,61324,61325,613261,613262,613263,613264,613272,613273,613274,613275
    Brasília - DF:613297,613298,613299,613301,613303,613306,613307,61331,61332,613338,613339,61334,613354,613364,613365
    Brasília - DF:613366,613367,613368,613383,613408,613411,613415,61342,613433,613435,613436,61344,613465,613467,613468
    Brasília - DF:613475,613486,613488,613491,613500,613506,613517,613521,613522,613525,613526,613532,613533,613535
    Brasília - DF:613536,61354,613551,613553,613554,613573,613574,613577,613578,613701,613702,613703,613704,613717
    Brasília - DF:613797,613799,613877,613878,613879,613961,613962,613963,613964,613966,614001,614003,614007,614009
    Brasília - DF:614020,614062,614063,614101,614102,614103,614141,614501
    Brasília de Minas - MG:383227,383231
    Brasópolis - MG:353641
    Bravo - BA:753609
    Brazabrantes - GO:623529
    Brazlândia - DF:613391,613479,613540
    Braço do Baú - SC:473156
    Braço do Norte - SC:483658
    Braço do Trombudo - SC:473547
    Braúna - SP:183692
    Braúnas - MG:333425
    Brejetuba - ES:273733
    Brejinho - PE:873850
    Brejinho - RN:843283
    Brejinho de Nazaré - TO:633521
    Brejo - MA:983472
    Brejo Alegre - SP:183646
    Brejo Grande - SE:793366
    Brejo Grande do Araguaia - PA:943337
    Brejo Santo - CE:883531
    Brejo da Madre de Deus - PE:813747
    Brejo de Areia - MA:983673
    Brejo do Cruz - PB:833443
    Brejo dos Santos - PB:833440
    Brejolândia - BA:773656
    Brejão - PE:873789
    Brejões - BA:753654
    Breu Branco - PA:943786
    Breves - PA:913783
    Brianorte - MT:663503
    Britânia - GO:623383
    Brochier - RS:513697
    Brodowski - SP:163659,163664
    Brotas - SP:143653,143654
    Brotas de Macaúbas - BA:773644
    Brumadinho - MG:313571
    Brumado - BA:773229,773311,773441,773453,773458
    Brunópolis - SC:493556
    Brusque - SC:473044,473087,473211,473212,473251,473255,473350,473351,473355,473396
    Brás Pires - MG:323534
    Buarque de Macedo - MG:313728
    Bueno Brandão - MG:353442,353463
    Buenos Aires - PE:813647
    Buenópolis - MG:383756
    Buerarema - BA:733237
    Bugre - PR:413637
    Bujari - AC:683231
    Bujaru - PA:913746
    Buri - SP:153546,153646
    Buritama - SP:183691
    Buriti - MA:983482
    Buriti Alegre - GO:643444
    Buriti Bravo - MA:993572
    Buriti de Goiás - GO:643699
    Buriti do Tocantins - TO:633459
    Buriti dos Lopes - PI:863363
    Buriti dos Montes - PI:863248
    Buriticupu - MA:983664
    Buritinópolis - GO:623406
    Buritirama - BA:773442
    Buritirana - MA:993533
    Buritis - MG:383506,383662,383663
    Buritis - RO:693238
    Buritizal - SP:163751
    Buritizeiro - MG:383742
    Butiá - RS:513652
    Buíque - PE:873816,873855
    Bálsamo - SP:173264
    Caapiranga - AM:923364
    Caaporã - PB:833286
    Caarapó - MS:673453,673484,673498
    Caatiba - BA:773430
    Cabaceiras - PB:833356
    Cabaceiras do Paraguaçu - BA:753681
    Cabeceira Grande - MG:383674
    Cabeceiras - GO:613636
    Cabeceiras do Piauí - PI:863240
    Cabedelo - PB:833228,833248,833567,834105
    Cabixi - RO:693345
    Cabo Frio - RJ:222630,222640,222643,222644,222645,222647,223053,223058
    Cabo Verde - MG:353736
    Cabo de Santo Agostinho - PE:813510,813512,813518,813521,813522,813524
    Cabreúva - SP:114528
    Cabrobó - PE:873875
    Cabrália Paulista - SP:143285
    Cacau Pirêra - AM:923311
    Cacaulândia - RO:693532
    Cacequi - RS:553254
    Cachoeira - BA:753414,753425
    Cachoeira - PB:833279
    Cachoeira Alta - GO:643654
    Cachoeira Dourada - GO:643434
    Cachoeira Dourada - MG:343265,343514
    Cachoeira Paulista - SP:123101,123103,123186
    Cachoeira de Goiás - GO:643676
    Cachoeira de Minas - MG:353472
    Cachoeira de Pajeú - MG:333754
    Cachoeira do Arari - PA:913758
    Cachoeira do Campo - MG:313553
    Cachoeira do Piriá - PA:913447
    Cachoeira do Sul - RS:513722,513723,513724
    Cachoeira dos Índios - PB:833558
    Cachoeiras de Macacu - RJ:212649
    Cachoeirinha - PE:813742
    Cachoeirinha - RS:513041,513111,513438,513439,513441,513469,513471
    Cachoeirinha - TO:633437
    Cachoeiro de Itapemirim - ES:282101,282102,283036,283037,283155,283322,283511,283515,283517,283518,283521,283522
    Cachoeiro de Itapemirim - ES:283526
    Cacimba de Areia - PB:833479
    Cacimba de Dentro - PB:833379
    Cacimbinhas - AL:823422
    Cacique Doble - RS:543552
    Cacoal - RO:693311,693441,693443
    Caconde - SP:193662
    Caculé - BA:773455
    Caetano Mendes - PR:423246
    Caetanos - BA:773462
    Caetité - BA:773454,773495
    Caeté - MG:313651
    Caetés - PE:873783
    Cafarnaum - BA:743646
    Cafeara - PR:433625
    Cafelândia - PR:453241
    Cafelândia - SP:143554,143556
    Cafezal do Sul - PR:443655
    Caiabu - SP:183285
    Caiana - MG:323745
    Caiapônia - GO:643663
    Caibaté - RS:553355
    Caibi - SC:493648
    Caicó - RN:843417,843421,843504
    Caieiras - SP:114273,114441,114442,114445,114605,114899
    Caiobá - PR:413473
    Cairu - BA:753652,753653
    Caiuá - SP:183278
    Caiçara - PB:833370
    Caiçara - RS:553738
    Caiçara do Norte - RN:843696
    Caiçara do Rio do Vento - RN:843268
    Caiçava - PA:913621
    Cajamar - SP:114408,114446,114448,124448
    Cajapió - MA:983355
    Cajati - SP:133854
    Cajazeiras - PB:833531,833532
    Cajazeiras do Piauí - PI:893432
    Cajazeirinhas - PB:833437
    Cajobi - SP:173563
    Cajueiro - AL:823284
    Cajueiro da Praia - PI:863369
    Cajuri - MG:313898
    Cajuru - SP:163567,163667
    Caldas - MG:353735,353799
    Caldas Brandão - PB:833284
    Caldas Novas - GO:643453,643454,643455,643513
    Caldazinha - GO:623561
    Caldeirão Grande - BA:743634
    Caldeirão Grande do Piauí - PI:893455
    Califórnia - PR:433429
    Calmon - SC:493573
    Calumbi - PE:873845
    Calçado - PE:873793
    Calçoene - AP:963423
    Camacan - BA:733692
    Camacho - MG:373343
    Camacã - BA:733283
    Camalaú - PB:833302
    Camamu - BA:733255
    Camanducaia - MG:353433,353438
    Camapuã - MS:673286,673682
    Camaquã - RS:513671,513692
    Camargo - RS:543357
    Camaçari - BA:713040,713041,713054,713121,713125,713493,713621,713622,713624,713626,713627,713644,713649,713671
    Camaçari - BA:713717,714111
    Cambaratiba - SP:163347
    Cambará - PR:433532
    Cambará do Sul - RS:543251
    Cambira - PR:433436
    Camboriú - SC:473050,473365
    Cambuci - RJ:222767
    Cambuquira - MG:353251
    Cambuí - MG:353431
    Cambé - PR:433035,433062,433154,433174,433223,433249,433251,433253,433254,433711
    Cametá - PA:913781
    Camocim - CE:883621
    Camocim de São Félix - PE:813743
    Campanha - MG:353261
    Campanário - MG:333513
    Campestre - AL:823257
    Campestre - MG:353743
    Campestre da Serra - RS:543235
    Campestre de Goiás - GO:623557
    Campina Grande - PB:832101,833051,833058,833063,833065,833077,833088,833099,833201,833310,833315,833321,833322,83333
    Campina Grande - PB:833341,833342,833343,833613,834064,834101
    Campina Grande do Sul - PR:413158,413676,413679,413873
    Campina Verde - MG:343412
    Campina da Alegria - SC:493456
    Campina da Lagoa - PR:443542
    Campina das Missões - RS:553567
    Campina do Monte Alegre - SP:153256
    Campina do Simão - PR:423634
    Campinal - SP:183287
    Campinas - SP:192101,192102,192103,192104,192117,192121,192122,192127,192129,192137,192138,192511,192513,193029
    Campinas - SP:193031,193032,193112,193123,1932,193304,193305,193307,193308,193324,193325,193326,193341,193345,193384
    Campinas - SP:193385,193386,193387,193388,193512,193516,193519,193521,193578,193579,193705,193706,193707,193708
    Campinas - SP:193709,193716,19372,19373,193743,193744,193746,193749,19375,193761,193765,193768,193769,193772,193773
    Campinas - SP:193775,193778,193779,19378,193794,193795,193796,193797,193798,194002,194003,194007,194009
    Campinas do Piauí - PI:893484
    Campinas do Sul - RS:543366
    Campinhos - BA:753208
    Campinorte - GO:623347
    Campinápolis - MT:663437
    Campo Alegre - AL:823275
    Campo Alegre - SC:473632
    Campo Alegre de Goiás - GO:643696
    Campo Alegre de Lourdes - BA:743533
    Campo Alegre do Fidalgo - PI:893492
    Campo Belo - MG:353831,353832
    Campo Belo do Sul - SC:493249
    Campo Bom - RS:513038,513049,513585,513597,513598
    Campo Bonito - PR:453233
    Campo Erê - SC:493655
    Campo Florido - MG:343328
    Campo Formoso - BA:743552,743553,743645
    Campo Grande - AL:823537
    Campo Grande - MS:672106,673003,673022,673025,673027,673028,673029,673041,673043,673044,673047,673202,673213,6733
    Campo Grande - MS:673901,674001,674002,674003,674004,674007,674062
    Campo Grande - RN:843362
    Campo Largo - PR:413032,413054,413113,413140,413291,413292,413391,413392,413393,413399,413539,413555,413649
    Campo Limpo Paulista - SP:114038,114039,114812,114893
    Campo Magro - PR:413677
    Campo Maior - PI:863252
    Campo Mourão - PR:443016,443017,443068,443201,443518,443523,443524,443525,443529,443599,443810
    Campo Novo - RS:553528
    Campo Novo de Rondônia - RO:693239
    Campo Novo do Parecis - MT:653349,653382,653904
    Campo Redondo - RN:843432
    Campo Verde - MT:663399,663419
    Campo de Santana - PB:833378
    Campo do Brito - SE:793443
    Campo do Meio - MG:353857
    Campo do Tenente - PR:413628
    Campos Altos - MG:373426
    Campos Belos - GO:623451
    Campos Borges - RS:543326
    Campos Gerais - MG:353853
    Campos Lindos - TO:633484
    Campos Novos - SC:493541,493544
    Campos Novos Paulista - SP:143476
    Campos Sales - CE:883533
    Campos Verdes - GO:623351
    Campos de Cunha - SP:123119
    Campos de Júlio - MT:653387
    Campos do Jordão - SP:123662,123663,123664,123668,123669
    Campos dos Goitacazes - RJ:223013,223234,224009,242723
    Campos dos Goytacazes - RJ:222009,222030,222101,22272,222732,222733,222734,222735,222781,223012,223054,223056,223094
    Campos dos Goytacazes - RJ:223211,224141
    Camutanga - PE:813652
    Cana Verde - MG:353865
    Canabrava do Norte - MT:663577
    Cananéia - SP:133851
    Canapi - AL:823646
    Canarana - BA:743656,743658,743684
    Canarana - MT:663478
    Canas - SP:123151
    Canavieiras - BA:733284
    Canaã dos Carajás - PA:943358,943392
    Candeal - BA:753235
    Candeias - BA:713601,713602,713605,714119
    Candeias - MG:353833
    Candeias do Jamari - RO:693230
    Candelária - RS:513743
    Candiba - BA:773661
    Candiota - RS:533245
    Candói - PR:423638
    Canela - RS:543031,543278,543282
    Canelinha - SC:483264
    Cangas - MT:653374
    Canguaretama - RN:843241
    Canguçu - RS:533252
    Canhoba - SE:793363
    Canhotinho - PE:873781
    Canindé - CE:853343,853365
    Canindé de São Francisco - SE:793346
    Canitar - SP:143343
    Canoas - RS:513031,513032,513051,513052,513059,513075,513077,513115,513415,513425,513426,513427,513429,513456,513462
    Canoas - RS:513464,513465,513466,513467,513472,513475,513476,513477,513538,513941,514104
    Canoas - SP:193678
    Canoinhas - SC:473621,473622,473624,473627
    Cansanção - BA:753274
    Cantagalo - PR:423636
    Cantagalo - RJ:222553,222555
    Cantanhede - MA:983462
    Canto do Buriti - PI:893531
    Cantá - RR:953553
    Canudos - BA:753494
    Canutama - AM:973334
    Canápolis - BA:773687
    Canápolis - MG:343266
    Capanema - PA:913411,913462
    Capanema - PR:463552
    Capela - AL:823287
    Capela - SE:793263
    Capela Nova - MG:313727
    Capela de Santana - RS:513698
    Capela do Alto - SP:153267,153467
    Capela do Alto Alegre - BA:753690
    Capelinha - MG:333516
    Capetinga - MG:353543
    Capim - PB:833622
    Capim Branco - MG:313713
    Capim Grosso - BA:743651
    Capinzal - SC:493555,493719
    Capinzal do Norte - MA:993665
    Capinópolis - MG:343263
    Capistrano - CE:853326
    Capitão - RS:513758
    Capitão Enéas - MG:383235
    Capitão Leônidas Marques - PR:453286
    Capitão Poço - PA:913468
    Capitão de Campos - PI:863277
    Capitólio - MG:373373
    Capivari - SP:192146,193491,193492
    Capivari de Baixo - SC:483623
    Capivari do Sul - RS:513685
    Capixaba - AC:683234
    Capoeiras - PE:873796
    Caporanga - SP:143374
    Caputera - SP:153523
    Capão Alto - SC:493237
    Capão Bonito - SP:153542,153543,153653
    Capão Bonito do Sul - RS:543625
    Capão Novo - RS:513621
    Capão da Canoa - RS:513416,513502,513625,513665
    Capão do Leão - RS:533275
    Carabuçu - RJ:223835
    Caracaraí - RR:953532,954400
    Caracol - MS:673495
    Caracol - PI:893589
    Caraguatatuba - SP:123034,12388,123897
    Carambeí - PR:423231,423915
    Caramujo - MT:653277
    Caranaíba - MG:313725
    Carandaí - MG:323361
    Carangola - MG:323741
    Carapicuíba - SP:112803,112876,113432,114164,114169,11418,114202,114374,114882
    Caratinga - MG:333318,333321,333322,333329
    Carauari - AM:923491,973491
    Caravaggio - RS:543260
    Caravelas - BA:733297,733687
    Carazinho - RS:543329,543330,543331
    Caraá - RS:513602,513615
    Caraí - MG:333531
    Caraíbas - BA:773443
    Caraúbas - PB:833307
    Caraúbas - RN:843337
    Carbonita - MG:383526
    Cardeal da Silva - BA:753456
    Cardoso - SP:173453,173466
    Cardoso Moreira - RJ:222785
    Careaçu - MG:353452
    Careiro - AM:923362
    Careiro da Várzea - AM:923369
    Cariacica - ES:273076,273090,273091,273136,273213,273254,273422,274104
    Caridade - CE:853324
    Caridade do Piauí - PI:893464
    Carinhanha - BA:773485
    Carira - SE:793445
    Cariri do Tocantins - TO:633383
    Caririaçu - CE:883547
    Cariré - CE:883646
    Cariús - CE:883514
    Carlinda - MT:663525
    Carlos Barbosa - RS:543037,543461
    Carlos Chagas - MG:333624
    Carlópolis - PR:433566
    Carmo - RJ:222537
    Carmo da Cachoeira - MG:353225
    Carmo da Mata - MG:373383
    Carmo de Minas - MG:353334
    Carmo do Cajuru - MG:373244
    Carmo do Paranaíba - MG:343851
    Carmo do Rio Claro - MG:353561
    Carmolândia - TO:633430
    Carmésia - MG:313864
    Carmópolis - SE:793277
    Carmópolis de Minas - MG:373333
    Carnaubais - RN:843338
    Carnaubal - CE:853650,883650
    Carnaubeira da Penha - PE:813877
    Carnaíba - PE:873854
    Carnaúba dos Dantas - RN:843479
    Carneirinho - MG:343454,343455,343457
    Caroebe - RR:953236
    Carpina - PE:813621,813622
    Carrancas - MG:353327
    Carrapateira - PB:833553
    Carrasco Bonito - TO:633344
    Caruaru - PE:813046,813095,813101,813136,813138,813700,813711,813712,813719,813721,813723
    Carutapera - MA:983394
    Carvalhos - MG:353345
    Carvalhópolis - MG:353282
    Casa Branca - SP:193607,193671,193674
    Casa Grande - MG:313723
    Casa Nova - BA:743527,743536
    Casca - RS:543347
    Cascalho Rico - MG:343248
    Cascavel - BA:773413
    Cascavel - CE:853334
    Cascavel - PR:452101,452104,453015,453035,453036,453037,453038,453039,453218,453219,45322,453301,453304,453305
    Cascavel - PR:453306,453321,453322,453323,453324,453326,453333,453411,453902,454001,454007,454009,454062,454063
    Cascavel - PR:454100,454101
    Caseara - TO:633379
    Caseiros - RS:543353
    Casimiro de Abreu - RJ:222778
    Casserengue - PB:833634
    Cassilândia - MS:673596
    Castanhal - PA:913311,913412,913711,913712,913721
    Castanheira - MT:663581
    Castanheiras - RO:693474
    Castelo - ES:283310,283542
    Castelo do Piauí - PI:863247
    Castelo dos Sonhos - PA:933502
    Castelândia - GO:643649
    Castilho - SP:183741
    Castro - PR:422122,423232,423233,423906
    Castro Alves - BA:753522
    Cataguases - MG:323201,323202,323421,323422,323423,323429
    Catalão - GO:623441,643411,643441,643442,643443
    Catanduva - SP:173045,173311,173521,173522,173523,173524,173525,173531
    Catanduvas - PR:453234
    Catanduvas - SC:493525
    Catarina - CE:883556
    Catas Altas da Noruega - MG:313752
    Catende - PE:813673
    Catiguá - SP:173564
    Catingueira - PB:833427
    Catolândia - BA:773619
    Catolé do Rocha - PB:833441
    Catu - BA:713641,713647
    Catunda - CE:883686
    Catuporanga - PR:423654
    Caturaí - GO:623528
    Caturité - PB:833345
    Catuípe - RS:553336
    Caucaia - CE:853012,853123,853213,853342,853387,853475
    Cava Grande - MG:313844
    Cavalcante - GO:623494
    Caxambu - MG:353341
    Caxambu do Sul - SC:493326
    Caxias - MA:983521,993078,993421,993422,993521
    Caxias do Sul - RS:542101,542108,542991,542992,54302,543054,54320,54321,54322,543238,543283,543284,543290,543533
    Caxias do Sul - RS:543534,543535,543536,543537,543733,544001,544003,544007,544009,544062,544141
    Caxingó - PI:863332
    Caçador - SC:493561,493563,493567
    Caçapava - SP:123221,123224,123652,123653,123654,123655
    Caçapava do Sul - RS:553281
    Caçu - GO:643656
    Caém - BA:743636
    Ceará-Mirim - RN:843228,843274,843634
    Cedral - MA:983398
    Cedral - SP:173266
    Cedro - CE:883564
    Cedro - PE:873889
    Cedro - SP:123981
    Cedro de São João - SE:793347
    Cedro do Abaeté - MG:373544
    Ceilândia - DF:61337,613461,613471,613581,613585
    Celso Ramos - SC:493547
    Centenário do Sul - PR:433675
    Central - BA:743655
    Central de Minas - MG:333243
    Centralina - MG:343267
    Centro - AL:824102
    Centro Novo do Maranhão - MA:983324
    Centro do Guilherme - MA:983323
    Cerejeiras - RO:693342
    Ceres - GO:623307,623323
    Cerqueira César - SP:143714
    Cerquilho - SP:153284,153288,153384
    Cerrito - RS:533254
    Cerro Azul - PR:413662
    Cerro Branco - RS:513725
    Cerro Corá - RN:843488
    Cerro Grande - RS:553756
    Cerro Grande do Sul - RS:513675
    Cerro Largo - RS:553359
    Cerro Negro - SC:493258
    Cesário Lange - SP:153246
    Cezarina - GO:643543
    Chalé - MG:333345
    Chapada - RS:543333
    Chapada Gaúcha - MG:383634
    Chapada da Natividade - TO:633393
    Chapada do Norte - MG:333739
    Chapada dos Guimarães - MT:653301
    Chapadinha - MA:983471
    Chapadão do Baús - MS:673297
    Chapadão do Céu - GO:643634
    Chapadão do Lageado - SC:473537
    Chapadão do Sul - MS:673562,673666
    Chapecó - SC:492020,492049,493025,493199,493304,493311,493312,493313,493316,493319,493321,493322,493323,493328
    Chapecó - SC:493329,493330,493361,493700,493905,494101
    Charqueada - SP:193186,193486
    Charqueadas - RS:513658,513958
    Charrua - RS:543398
    Chaval - CE:883625
    Chavantes - SP:143342
    Chiador - MG:323285
    Chiapetta - RS:553784
    Chopinzinho - PR:463242
    Chorozinho - CE:853319
    Chorrochó - BA:753477
    Choró - CE:883438
    Chupinguaia - RO:693346
    Chuvisca - RS:513611
    Chuí - RS:533265
    Chácara - MG:323277
    Chã Grande - PE:813537
    Chã Preta - AL:823204
    Chã de Alegria - PE:813581
    Cianorte - PR:443018,443019,443039,443351,443401,443619,443629,443631,443637
    Cidade Gaúcha - PR:443675
    Cidade Ocidental - GO:613605,613625
    Cidreira - RS:513681
    Cipotânea - MG:323348
    Cipó - BA:753435
    Ciríaco - RS:543346
    Claro dos Poções - MG:383237
    Claudinápolis - GO:643570
    Clementina - SP:183658
    Clevelândia - PR:463252
    Cláudia - MT:663546
    Cláudio - MG:373381
    Coaraci - BA:733241
    Coari - AM:973561
    Cocal - PI:863362
    Cocal de Telha - PI:863263
    Cocal do Sul - SC:483447
    Cocalinho - MT:663586
    Cocos - BA:773489
    Codajás - AM:973353
    Codó - MA:983661,993661
    Coelho Neto - MA:983473
    Coimbra - MG:323555
    Coité do Nóia - AL:823526
    Colares - PA:913461
    Colatina - ES:272101,272102,273044,273049,273120,273177,273711,273717,273721,273722,273723,273743,273770
    Colina - SP:173341
    Colinas - MA:993552
    Colinas - RS:513760
    Colinas do Sul - GO:623486
    Colinas do Tocantins - TO:633476
    Colméia - TO:633457
    Colniza - MT:663571
    Colombo - PR:413562,413605,413606,413621,413656,413663,413666,413675
    Colonização - SP:133862
    Colorado - PR:443323
    Colorado - RS:543334
    Colorado do Oeste - RO:693341
    Coluna - MG:333435
    Colíder - MT:653541,663541
    Colômbia - SP:173335,173359
    Colônia Castrolanda - PR:423234
    Colônia Leopoldina - AL:823255
    Colônia Padre Damião - MG:323533
    Colônia Pindorama - AL:823274
    Colônia Treze - SE:793642
    Colônia Witmarsum - PR:423254
    Colônia do Gurguéia - PI:893538
    Colônia do Piauí - PI:893461
    Combinado - TO:633685
    Comendador Levy Gasparian - RJ:242254
    Comercinho - MG:333732
    Comodoro - MT:653283
    Conceição - PB:833453
    Conceição - RS:513536
    Conceição da Aparecida - MG:353564
    Conceição da Barra - ES:273762
    Conceição da Barra de Minas - MG:323375
    Conceição da Feira - BA:753244
    Conceição das Alagoas - MG:343327
    Conceição das Pedras - MG:353664
    Conceição de Ipanema - MG:333317
    Conceição de Macabu - RJ:222779
    Conceição do Almeida - BA:753629
    Conceição do Araguaia - PA:943421
    Conceição do Canindé - PI:893489
    Conceição do Castelo - ES:283547
    Conceição do Coité - BA:753262
    Conceição do Jacuípe - BA:753243
    Conceição do Mato Dentro - MG:313868
    Conceição do Pará - MG:373276
    Conceição do Rio Verde - MG:353335
    Conceição do Tocantins - TO:633381
    Conceição dos Ouros - MG:353653
    Conchal - SP:193866,193966
    Conchas - SP:143845
    Concórdia - SC:493030,493301,493425,493441,493442,493444,493482
    Concórdia do Pará - PA:913728
    Condado - PB:833438
    Condado - PE:813642
    Conde - BA:753429,753449
    Conde - PB:833290,833298
    Condeúba - BA:773445
    Condor - RS:553379,553816
    Confins - MG:313686
    Confresa - MT:663564
    Congo - PB:833359
    Congonhal - MG:353424
    Congonhas - MG:313731,313732
    Congonhas do Norte - MG:313869
    Congonhinhas - PR:433554
    Conquista - MG:343353
    Conquista D'Oeste - MT:653265
    Conselheiro Lafaiete - MG:313061,313721,313761,313762,313763,313764,313769,313939,314114
    Conselheiro Mairinck - PR:433561
    Conselheiro Pena - MG:333261
    Conservatória - RJ:242438
    Consolação - MG:353656
    Constantina - RS:543363
    Contagem - MG:312191,312524,312557,312559,312564,312586,313034,313049,313351,313356,313357,313358,313391,313392
    Contagem - MG:313395,313397,313768,313878,313911,313912,313913,313956,314122,343414
    Contenda - PR:413625
    Contendas do Sincorá - BA:773416
    Copel - PR:423675
    Coqueiral - ES:273250
    Coqueiral - MG:353855
    Coqueiro Seco - AL:823267
    Coração de Jesus - MG:383226,383228
    Coração de Maria - BA:753248
    Corbélia - PR:453242
    Cordeiro - RJ:222551
    Cordeiros - BA:773447
    Cordeirópolis - SP:193546,193556
    Cordilheira Alta - SC:493358
    Cordisburgo - MG:313715
    Cordislândia - MG:353244
    Coreaú - CE:883645
    Coremas - PB:833433
    Corguinho - MS:673250
    Coribe - BA:773480
    Corinto - MG:383751
    Cornélio Procópio - PR:433132,433133,433401,433520,433523,433524,433560,433904
    Coroa Vermelha - BA:733677
    Coroaci - MG:333291
    Coroados - SP:183645
    Coroatá - MA:993641
    Coromandel - MG:343817,343841
    Coronel Bicaco - RS:553557
    Coronel Domingos Soares - PR:463254
    Coronel Ezequiel - RN:843299
    Coronel Fabriciano - MG:313667,313841,313842,313846,313865
    Coronel Freitas - SC:493347
    Coronel José Dias - PI:893585
    Coronel João Pessoa - RN:843357
    Coronel João Sá - BA:753286
    Coronel Macedo - SP:143767
    Coronel Martins - SC:493459
    Coronel Murta - MG:333735
    Coronel Octaviano Alves - BA:753358
    Coronel Pacheco - MG:323258
    Coronel Sapucaia - MS:673483
    Coronel Vivida - PR:463232,463233
    Coronel Xavier Chaves - MG:323357
    Correia Pinto - SC:493243
    Correia de Almeida - MG:323330
    Corrente - PI:893573
    Correntes - PE:873772
    Correntina - BA:773488
    Corumbataí - SP:193577
    Corumbataí do Sul - PR:443277
    Corumbaíba - GO:643447
    Corumbiara - RO:693343
    Corumbá - MS:673231,673232,673234,673907
    Corumbá de Goiás - GO:623338
    Corupá - SC:473375
    Coruripe - AL:823273
    Cosmorama - SP:173836
    Cosmópolis - SP:193812,193872,193882
    Costa Marques - RO:693651
    Costa Rica - MS:673247,673248
    Costão - RS:513792
    Cotegipe - BA:773621
    Cotia - SP:114148,114243,114280,114573,11461,114702,114703,114777,124242,124611
    Cotijuba - PA:913617
    Cotiporã - RS:543446
    Cotriguaçu - MT:663555
    Couto de Magalhães - TO:633468
    Couto de Magalhães de Minas - MG:383533
    Coxilha - RS:543379
    Coxim - MS:673225,673291
    Coxixola - PB:833306
    Crateús - CE:883691,883692
    Crato - CE:883513,883521,883523,883586,884102
    Cravinhos - SP:163482,163518,163951
    Craíbas - AL:823527
    Creporizão - PA:933517
    Criciúma - SC:482101,482102,483045,483061,483081,483411,483413,483430,483433,483437,483438,483439,483442,483443
    Criciúma - SC:483461,483462,483478,483902,484053
    Crissiumal - RS:553524
    Cristais - MG:353835
    Cristais Paulista - SP:163133
    Cristal - RS:513678
    Cristalina - GO:613504,613612
    Cristalândia - TO:633354
    Cristalândia do Piauí - PI:893576
    Cristiano Otoni - MG:313724
    Cristianópolis - GO:643652
    Cristina - MG:353281
    Cristino Castro - PI:893563
    Cristinápolis - SE:793542
    Cristo Rei - SC:493637
    Cristália - MG:383232
    Cristópolis - BA:773618
    Crisópolis - BA:753443
    Crixás - GO:623365
    Crixás do Tocantins - TO:633352
    Croatá - CE:883659
    Cromínia - GO:643419
    Crucilândia - MG:313574
    Cruz - CE:883603,883660
    Cruz Alta - RS:553303,553321,553322,553324,553326,553343
    Cruz Machado - PR:423554
    Cruz das Almas - BA:753312,753621,753674
    Cruz das Posses - SP:163949
    Cruz do Espírito Santo - PB:833254
    Cruzeiro - DF:613341
    Cruzeiro - SP:123141,123143,123144,123145,123184,123211
    Cruzeiro da Fortaleza - MG:343835
    Cruzeiro do Iguaçu - PR:463572
    Cruzeiro do Oeste - PR:443676
    Cruzeiro do Sul - AC:683311,683322
    Cruzeiro do Sul - PR:443465
    Cruzeiro do Sul - RS:513764
    Cruzeta - RN:843473
    Cruzmaltina - PR:433454
    Cruzália - SP:183376
    Cruzília - MG:353346
    Cubati - PB:833385
    Cubatão - SP:13336,133372,133375,133377,133378
    Cuiabá - MT:652121,652123,652128,653003,653023,653025,653027,653028,653046,653052,653054,653055,653057,653313,653314
    Cuiabá - MT:653318,653319,653321,653322,653363,653365,653391,653611,653613,653617,653619,653624,653625,653626,653631
    Cuiabá - MT:653637,65364,65366,653901,653925,653928,654001,654003,654007,654009,654052,654062,654141
    Cuiabá Paulista - SP:183993
    Cuité - PB:833372
    Cuité de Mamanguape - PB:833623
    Cujubim - RO:693582
    Culturama - MS:673469
    Cumari - GO:643440
    Cumaru - PE:813644
    Cumaru do Norte - PA:943309
    Cumbe - SE:793362
    Cunha - SP:123111
    Cunha Porã - SC:493646
    Cunhataí - SC:493338
    Cupira - PE:813738
    Curaçá - BA:743531
    Curimatá - PI:893574
    Curionópolis - PA:943348
    Curitiba - PR:412103,412106,412107,412108,412118,412626,413003,413012,413020,413025,413041,413061,413063,413083
    Curitiba - PR:413099,413111,413112,413122,413131,4132,4133,413404,413523,413535,41356,413573,413575,413576,413579
    Curitiba - PR:413581,413582,413584,413585,413883,413906,413907,413908,413941,414001,414003,414007,414009,414020
    Curitiba - PR:414062,414107,414114,414116
    Curitibanos - SC:493241,493245
    Curiúva - PR:433545
    Currais Novos - RN:843405,843412,843431
    Curralinho - PA:913633
    Curralinhos - PI:863273
    Cururupu - MA:983391
    Curuá - PA:933563
    Curuçá - PA:913722
    Curvelo - MG:383721,383722,383729,383799
    Curvelândia - MT:653273
    Custódia - PE:873848
    Cutias - AP:963325
    Cáceres - MT:652122,653211,653221,653222,653223,653224,653291
    Cássia - MG:353541
    Cássia dos Coqueiros - SP:163669
    Cândido Godói - RS:553548
    Cândido Mendes - MA:983396
    Cândido Mota - SP:183341
    Cândido Rodrigues - SP:163257
    Cândido Sales - BA:773438
    Cândido de Abreu - PR:433476
    Céu Azul - PR:453266
    Cícero Dantas - BA:753278,753469
    Córrego Danta - MG:373424
    Córrego de Pedras - BA:733552
    Córrego do Bom Jesus - MG:353432
    Córrego do Ouro - GO:643687
    Damianópolis - GO:623445
    Damião - PB:833635
    Darcinópolis - TO:633423
    Datas - MG:383535
    David Canabarro - RS:543351
    Davinópolis - GO:643697
    Davinópolis - MA:993534
    Debrasa - MS:673547
    Delfim Moreira - MG:353624
    Delfinópolis - MG:353525
    Delmiro Gouveia - AL:823641
    Demerval Lobão - PI:863260
    Denise - MT:653342
    Deodápolis - MS:673448
    Deputado Irapuan Pinheiro - CE:883569
    Descalvado - SP:193583,193593,193594
    Descanso - SC:493623
    Descoberto - MG:323265
    Desterro - PB:833473
    Desterro de Entre Rios - MG:313736
    Desterro do Melo - MG:323336
    Dezesseis de Novembro - RS:553362
    Diadema - SP:112805,112806,113425,113426,114043,114044,114047,114048,114049,11405,114061,114066,114067,114069,11407
    Diadema - SP:114091,114092,114093,114094,114099,114308
    Diamante - PB:833494
    Diamante D'Oeste - PR:453272
    Diamante do Norte - PR:443429
    Diamante do Sul - PR:453230
    Diamantina - MG:383531,383532,383534
    Diamantino - MT:653336,653337,653397
    Dianópolis - TO:633509,633692
    Dias d'Ávila - BA:713625,713648,714116
    Dilermando de Aguiar - RS:553612
    Diogo de Vasconcelos - MG:313886
    Dionísio - MG:313858
    Dionísio Cerqueira - SC:493644
    Diorama - GO:643689
    Dirce Reis - SP:173694
    Dirceu Arcoverde - PI:893587
    Distrito de Campos Lindos - GO:613607
    Divina Pastora - SE:793271
    Divino - MG:323743
    Divino das Laranjeiras - MG:333245
    Divino de São Lourenço - ES:283551
    Divinolândia - SP:193663,193669
    Divinolândia de Minas - MG:333414
    Divinésia - MG:323535
    Divinópolis - MG:372101,372102,373015,373016,373071,373212,373213,373214,373215,373216,373221,373222,373229,373301
    Divinópolis - MG:373511,373512,373690,373691,374141
    Divinópolis de Goiás - GO:623456
    Divinópolis do Tocantins - TO:633531
    Divisa Nova - MG:353286
    Divisópolis - MG:333724
    Dobrada - SP:163386
    Dois Córregos - SP:143632,143652
    Dois Irmãos - RS:513564
    Dois Irmãos das MissõEs - RS:553751
    Dois Irmãos do Buriti - MS:673243
    Dois Irmãos do Tocantins - TO:633362
    Dois Lajeados - RS:543471
    Dois Riachos - AL:823620
    Dois Vizinhos - PR:463536,463581
    Dolcinópolis - SP:173636
    Dom Aquino - MT:663451
    Dom Basílio - BA:773448
    Dom Cavati - MG:333357
    Dom Expedito Lopes - PI:893444
    Dom Feliciano - RS:513677
    Dom Inocêncio - PI:893580
    Dom Joaquim - MG:313866
    Dom Macedo Costa - BA:753648
    Dom Maurício - CE:883451
    Dom Pedrito - RS:533243
    Dom Pedro - MA:993662
    Dom Silvério - MG:313857
    Dom Viçoso - MG:353375
    Domiciano Ribeiro - GO:643438
    Domingos Martins - ES:273268
    Domélia - SP:143291
    Dona Emma - SC:473364
    Dona Eusébia - MG:323453
    Dona Francisca - RS:553268
    Dona Francisca SC 301 - SC:473428
    Dona Inês - PB:833377
    Dona Otília - RS:553884
    Dores de Campos - MG:323353
    Dores de Guanhães - MG:333426
    Dores do Indaiá - MG:373551
    Dores do Rio Preto - ES:283559
    Dores do Turvo - MG:323576
    Doresópolis - MG:373355
    Dormentes - PE:873865
    Douradina - MS:673412
    Douradina - PR:443663
    Dourado - SP:163345
    Douradoquara - MG:343846
    Dourados - MS:672108,673016,673021,673033,673038,673410,673411,673416,67342,673671,673902
    Doutor Antônio Paranhos - PR:463539
    Doutor Camargo - PR:443238
    Doutor Maurício Cardoso - RS:553534
    Doutor Oliveira Castro - PR:443683
    Doutor Pedrinho - SC:473388
    Doutor Ricardo - RS:513612
    Doutor Severiano - RN:843356
    Doutor Ulysses - PR:413664
    Doverlândia - GO:643664
    Dracena - SP:183821,183822,183823,185821
    Duartina - SP:143282
    Duas Barras - RJ:222534
    Duas Estradas - PB:833265
    Dueré - TO:633358
    Dumont - SP:163944
    Duque Bacelar - MA:983474
    Duque de Caxias - RJ:212124,212397,212653,212671,212673,212675,212771,212772,212787,213167,213303,213552,213667
    Duque de Caxias - RJ:213774,213780,213792,213842,213845,213846,213896
    Durandé - MG:333342
    Dário Meira - BA:733621
    Echaporã - SP:183356
    Ecoporanga - ES:273755
    Edealina - GO:643480
    Edéia - GO:643492
    Eirunepé - AM:973481
    Eldorado - MS:673473
    Eldorado - SP:133871
    Eldorado do Sul - RS:513481,513499
    Eldorado dos Carajás - PA:943347
    Elesbão Veloso - PI:863285
    Elias Fausto - SP:193821
    Eliseu Martins - PI:893537
    Elisiário - SP:173529
    Elísio Medrado - BA:753649
    Elói Mendes - MG:353264
    Emas - PB:833426
    Embaúba - SP:173566
    Embu das Artes - SP:112807,113433,114241,114704,114781,114783,114785
    Embu-Guaçu - SP:114661,114662,114663,114664,114665
    Emilianópolis - SP:183994
    Encantado - RS:513751
    Encanto - RN:843354
    Encruzilhada - BA:773439
    Encruzilhada do Sul - RS:513733
    Eneida - SP:183911
    Engenheiro Balduíno - SP:173276
    Engenheiro Beltrão - PR:443537,443538
    Engenheiro Caldas - MG:333234
    Engenheiro Coelho - SP:193857,193858
    Engenheiro Dolabela - MG:383252
    Engenheiro Navarro - MG:383253
    Engenheiro Paulo de Frontin - RJ:242463
    Engenheiro Schimidt - SP:173808
    Entre Ijuís - RS:553329
    Entre Rios - BA:753402,753420
    Entre Rios - PR:423625
    Entre Rios - SC:493351
    Entre Rios de Minas - MG:313751
    Entre Rios do Oeste - PR:453257
    Entre Rios do Sul - RS:543544
    Entroncamento de Jaguaquara - BA:733530
    Envira - AM:973483
    Enéas Marques - PR:463544
    Equador - RN:843475
    Erebango - RS:543339
    Erechim - RS:542106,542107,543015,543321,543519,543520,543522,543712
    Ererê - CE:883434
    Ermo - SC:483546
    Ernestina - RS:543378
    Erval Grande - RS:543375
    Erval Seco - RS:553748
    Erval Velho - SC:493542
    Ervália - MG:323554
    Escada - PE:813534
    Escadinhas - RS:513631
    Esmeralda - RS:543354
    Esmeraldas - MG:313132,313538
    Espera Feliz - MG:323746
    Esperantina - PI:863383
    Esperantina - TO:633475
    Esperantinópolis - MA:993645
    Esperança - PB:833361
    Esperança Nova - PR:443640
    Espigão - SP:183941
    Espigão Alto do Iguaçu - PR:463553
    Espigão D'Oeste - RO:693485
    Espigão do Oeste - RO:693481,693912
    Espinosa - MG:383812
    Esplanada - BA:753413,753427
    Espumoso - RS:543383
    Espírito Santo - RN:843249
    Espírito Santo do Dourado - MG:353454
    Espírito Santo do Pinhal - SP:193651,193661
    Espírito Santo do Turvo - SP:143375
    Esquina Ipiranga - PR:453375
    Estação - RS:543337
    Esteio - RS:513033,513454,513458,513459,513460,513461,513473,513783
    Estiva - MG:353462
    Estiva Gerbi - SP:193868
    Estreito - MA:993531
    Estrela D'Oeste - SP:173833
    Estrela Dalva - MG:323464
    Estrela de Alagoas - AL:823426
    Estrela do Indaiá - MG:373553
    Estrela do Norte - GO:623381
    Estrela do Norte - SP:183999
    Estrela do Sul - MG:343843
    Estrêla - RS:513712,513720,513736
    Estância - SE:793522,793526,793530
    Estância Velha - RS:513170,513551,513561
    Euclides da Cunha - BA:753259,753271
    Euclides da Cunha Paulista - SP:183283
    Eugenópolis - MG:323724
    Eugênio de Castro - RS:553335
    Eunápolis - BA:733166,733261,733262,733281,733511,733512
    Eusébio - CE:853260
    Ewbank da Câmara - MG:323255
    Extrema - MG:353100,353435
    Extremoz - RN:843279
    Exu - PE:873879,873966
    Fagundes - PB:833393
    Fagundes Varela - RS:543445
    Faina - GO:623386
    Fama - MG:353296
    Faria Lemos - MG:323749
    Faria Lemos - RS:543439
    Farias Brito - CE:883544
    Faro - PA:933557
    Farol - PR:443563
    Farol de São Tomé - RJ:222747
    Farroupilha - RS:542109,542628,543011,543035,543042,543056,543261,543268,543401,543412,543906
    Fartura - SP:143308,143382
    Faxinal - PR:433461
    Faxinal da Boa Vista - PR:423676
    Faxinal do Céu - PR:423664
    Faxinal do Soturno - RS:553263
    Faxinal dos Guedes - SC:493436
    Faxinalzinho - RS:543546
    Fazenda Babilônia - SP:163379,163398
    Fazenda Nova - GO:623382
    Fazenda Nova - PE:813732
    Fazenda Rio Grande - PR:413060,413070,413150,413604,413608,413627,414121
    Fazenda Vilanova - RS:513613
    Fazenda Zandavalli - SC:493735
    Feijó - AC:683463
    Feira Grande - AL:823524
    Feira Nova - PE:813645
    Feira Nova - SE:793313
    Feira Nova do Maranhão - MA:993601
    Feira da Mata - BA:773474
    Feira de Santana - BA:713225,752101,752102,753011,753015,753021,753022,753023,753024,753025,753030,753062,753161
    Feira de Santana - BA:753204,753211,75322,753301,753321,753322,753471,75348,753491,753602,753603,753604,753612
    Feira de Santana - BA:753614,753616,753622,753623,753624,753626,754009,754101,754141
    Felipe Guerra - RN:843329
    Felisburgo - MG:333743
    Felixlândia - MG:383753
    Feliz - RS:513637
    Feliz Deserto - AL:823556
    Feliz Natal - MT:663585
    Felício dos Santos - MG:383523
    Fernandes Pinheiro - PR:423459
    Fernandes Tourinho - MG:333237
    Fernando Pedroza - RN:843538
    Fernando Prestes - SP:163258
    Fernando de Noronha - PE:813619
    Fernandópolis - SP:173442,173462,173463,173465
    Fernão - SP:143273
    Ferraz de Vasconcelos - SP:11467
    Ferreira Gomes - AP:963326
    Ferreiros - PE:813657
    Ferros - MG:313863
    Fervedouro - MG:323742
    Figueira - PR:433547
    Figueirão - MS:673274
    Figueirópolis - TO:633374
    Figueirópolis D'Oeste - MT:653235
    Filadélfia - BA:743551
    Filadélfia - TO:633478
    Firmino Alves - BA:733623
    Firminópolis - GO:643681
    Flexeiras - AL:823256
    Flor da Serra do Sul - PR:463565
    Flor do Sertão - SC:493668
    Flora Rica - SP:183866
    Floraí - PR:443242
    Floreal - SP:173847
    Flores - PE:873857,873939
    Flores da Cunha - RS:543032,543292,543297
    Flores de Goiás - GO:623448
    Flores do Piauí - PI:893536
    Floresta - PE:873877
    Floresta - PR:443236
    Floresta Azul - BA:733243
    Floresta Escura - SP:193181
    Floresta do Araguaia - PA:943432
    Florestal - MG:313536
    Florestópolis - PR:433662
    Floriano - PI:893515,893521,893522,893523
    Florianópolis - SC:482106,482107,482108,483003,483018,483024,483025,483027,483028,483030,483031,483037,483039,483062
    Florianópolis - SC:483065,483084,483085,483091,483131,483202,483203,483205,483207,483208,483211,483212,483215,483216
    Florianópolis - SC:48322,483231,483232,483236,483239,483244,483248,483251,483266,483269,483271,483282,483287,483298
    Florianópolis - SC:483303,483306,483321,483322,483324,483330,483332,483333,483334,483369,483664,483717,483721,483821
    Florianópolis - SC:483877,483878,483879,483952,483953,484001,484003,484004,484007,484009,484020,484062,484106,484141
    Florânia - RN:843435
    Florínia - SP:183377
    Fluviópolis - PR:423560
    Flórida - PR:443257
    Flórida Paulista - SP:183571,183581
    Fonte Boa - AM:973423
    Fontoura Xavier - RS:543389
    Formiga - MG:373321,373322,373329
    Formigueiro - RS:553236
    Formosa - GO:613432,613631,613632,613642,613689,613718,613981
    Formosa da Serra Negra - MA:993565
    Formosa do Oeste - PR:443526
    Formosa do Rio Preto - BA:773616
    Formosa do Sul - SC:493343
    Formoso - GO:623377
    Formoso - MG:383647
    Formoso A - BA:773498
    Formoso do Araguaia - TO:633357
    Forquilha - CE:883619
    Forquilhinha - SC:483463
    Fortaleza - CE:853004,853022,853031,853048,853051,853084,853092,853104,853111,853133,853181,853182,853198,8532
    Fortaleza - CE:853304,853305,853306,853366,853403,853404,85345,853461,853462,853463,853464,853468,85347,85348,85349
    Fortaleza - CE:853877,853923,853924,854003,854042,854062,854102
    Fortaleza de Minas - MG:353537
    Fortaleza do Tabocão - TO:633440
    Fortaleza dos Valos - RS:553328
    Fortim - CE:883413
    Fortuna - MA:993574
    Foz do Iguaçu - PR:452102,452105,453017,453025,453026,453027,453028,453029,453030,453031,453377,45352,453545,45357
    Foz do Iguaçu - PR:454003,454052,454053
    Foz do Jordão - PR:423639
    Fraiburgo - SC:493246,493256,493908
    Franca - SP:163025,163026,163111,163403,163405,163406,163409,163432,163704,163706,163707,163708,163711,163721,163722
    Franca - SP:163723,163724,163725,163759
    Francinópolis - PI:893472
    Francisco Alves - PR:443643
    Francisco Ayres - PI:893560
    Francisco Badaró - MG:333738
    Francisco Beltrão - PR:463055,463057,463211,463520,463523,463524,463527,463905,464007,464054
    Francisco Dantas - RN:843379
    Francisco Dumont - MG:383733
    Francisco Macedo - PI:893435
    Francisco Morato - SP:114264,114488,114489,114608,114609,114881
    Francisco Santos - PI:893450
    Francisco Sá - MG:383233
    Franco da Rocha - SP:114443,114444,114449,114811,114819
    Frecheirinha - CE:883655
    Frederico Westphalen - RS:553744
    Frei Gaspar - MG:333512
    Frei Inocêncio - MG:333284
    Frei Martinho - PB:833636
    Frei Miguelinho - PE:813707,813751
    Frei Paulo - SE:793447
    Frei Rogério - SC:493257
    Fronteira - MG:343428
    Fronteira dos Vales - MG:333623
    Fronteiras - PI:893454
    Frutal - MG:343421,343423,343425,343429,343459
    Frutal do Campo - SP:183349
    Frutuoso Gomes - RN:843394
    Fundão - ES:273267,273287
    Furnas Vila Residencial - SP:163176
    Fátima - BA:753658
    Fátima - TO:633365
    Fátima do Sul - MS:673467
    Fênix - PR:443272
    Gabriel Monteiro - SP:183602
    Gado Bravo - PB:833347
    Galante - PB:833317
    Galiléia - MG:333244
    Galinhos - RN:843552
    Galvão - SC:493342
    Gameleira - PE:813679
    Gandu - BA:733254
    Garanhuns - PE:813761,813762,873221,873761,873763,873764
    Gararu - SE:793354
    Gardênia - SP:183942
    Garibaldi - RS:543038,543462,543464
    Garopaba - SC:483254,483354
    Garrafão do Norte - PA:913434
    Garuva - SC:473445
    Garça - SP:143406,143407,143471,143737,144104
    Gaspar - SC:473018,473318,473332,473397
    Gaspar Alto - SC:473152
    Gastão Vidigal - SP:173848
    Gaurama - RS:543391
    Gavião - BA:753682
    Gavião Peixoto - SP:163308,163338
    Gaúcha do Norte - MT:663582
    Geminiano - PI:893426
    General Carneiro - MT:663416
    General Carneiro - PR:423552
    General Câmara - RS:513655
    General Maynard - SE:793268
    General Salgado - SP:173441,173461,173832
    General Sampaio - CE:853357
    Genipabu - RN:843225
    Gentio do Ouro - BA:743637
    Getulina - SP:143552
    Getúlio Vargas - RS:543341
    Gilbués - PI:893578
    Girau do Ponciano - AL:823520
    Gironda - ES:283523
    Giruá - RS:553361
    Gleba Ranchão - MT:653338
    Glicério - SP:183647
    Glorinha - RS:513487
    Glória - BA:753656
    Glória D'Oeste - MT:653275
    Glória de Dourados - MS:673466
    Glória do Goitá - PE:813658
    Godofredo Viana - MA:983395
    Godoy Moreira - PR:433463
    Goiabeira - MG:333262
    Goiana - PE:813616,813625,813626
    Goiandira - GO:643462
    Goianinha - RN:843243
    Goianira - GO:623516
    Goianorte - TO:633424
    Goianápolis - GO:623341
    Goianésia - GO:623353,623389
    Goianésia do Pará - PA:943779
    Goiatins - TO:633469
    Goiatuba - GO:643495
    Goioerê - PR:443521,443522
    Goioxim - PR:423656
    Goiás - GO:623371,623372
    Goiânia - GO:622764,622765,623004,623015,623086,623087,623088,623089,623091,623092,623093,623095,623096,623142,6232
    Goiânia - GO:623412,623432,623434,623515,623517,623519,623520,623522,623523,623524,623526,623533,623534,623536
    Goiânia - GO:623538,623539,623541,623542,623545,623546,623558,623565,623567,623572,623573,623575,623579,623581
    Goiânia - GO:623582,623583,623586,623589,623591,623592,623593,623595,623597,623605,623607,623608,623609,623612
    Goiânia - GO:623621,623622,623624,623626,623636,623637,623639,623642,623643,623645,623661,623877,623878,623920
    Goiânia - GO:623921,623922,623923,623928,623931,623932,623933,623941,623942,623945,623946,623954,623956,623988
    Goiânia - GO:623995,623997,623998,623999,62400,624011,624012,624052,624053,624101,624104,624109,624141
    Gongogi - BA:733240
    Gonzaga - MG:333415
    Gonçalves - MG:353654
    Gonçalves Dias - MA:993562
    Gouveia - MG:383543
    Gouvelândia - GO:643653
    Governador Archer - MA:993667
    Governador Celso Ramos - SC:483262
    Governador Dix-Sept Rosado - RN:843328
    Governador Edison Lobão - MA:993536
    Governador Eugênio Barros - MA:993564
    Governador Jorge Teixeira - RO:693524
    Governador Lindenberg - ES:273744
    Governador Luiz Rocha - MA:993561
    Governador Mangabeira - BA:753638
    Governador Newton Bello - MA:983656
    Governador Nunes Freire - MA:983371
    Governador Valadares - MG:332101,332102,333014,333021,333022,333025,333062,333082,333084,333089,333202,333203,333212
    Governador Valadares - MG:333213,333215,333221,333225,33327,333340,333508,334141
    Gracho Cardoso - SE:793319
    Graciosa - PR:443428
    Grajaú - MA:993613
    Gramadinho - SP:153207
    Gramado - RS:543036,543286,543288,543295,543421,543905
    Grandes Rios - PR:433474
    Granito - PE:873880
    Granja - CE:883624
    Granjeiro - CE:883519
    Gravatal - SC:483642
    Gravataí - RS:513042,513043,513047,513127,513128,513421,513423,513430,513431,513432,513484,513488,513489,513490
    Gravataí - RS:513496,513497,513822,513933,513945,514109
    Gravatá - PE:813155,813533,813563
    Graça - CE:883656
    Graça Aranha - MA:993575
    Groaíras - CE:883647
    Grossos - RN:843327
    Grupiara - MG:343844
    Grão Mogol - MG:383238
    Grão Pará - SC:483652
    Guabiju - RS:543272
    Guabiruba - SC:473354
    Guadalupe - PI:893552
    Guaianás - SP:143293
    Guaibim - BA:753646
    Guaimbê - SP:143553
    Guaiporã - PR:443582
    Guairaçá - PR:443442
    Guaiçara - SP:143547
    Guaiúba - CE:853376
    Guajará - AM:973485
    Guajará-Mirim - RO:693541,693913
    Guajeru - BA:773417
    Guamaré - RN:843525
    Guamiranga - PR:423438
    Guamirim - PR:423434
    Guanambi - BA:773451,773452,773493
    Guanhães - MG:333421
    Guapiara - SP:153547,153563
    Guapiaçu - SP:173267
    Guapimirim - RJ:212632,213633
    Guapirama - PR:433573
    Guaporema - PR:443684
    Guaporé - RS:543443
    Guapé - MG:353856
    Guapó - GO:623552
    Guarabira - PB:833271,833434
    Guaraci - PR:433260
    Guaraci - SP:173815
    Guaraciaba - SC:493645
    Guaraciaba do Norte - CE:883652
    Guaragi - PR:423270
    Guaramiranga - CE:853321
    Guaramirim - SC:473373
    Guarani - BA:733683
    Guarani - MG:323575
    Guarani D'Oeste - SP:173834
    Guarani das Missões - RS:553353
    Guarani de Goiás - GO:623449
    Guaraniaçu - PR:453232
    Guarantã - SP:143586
    Guarantã do Norte - MT:663552
    Guaraná - ES:273276
    Guaranésia - MG:353555
    Guarapari - ES:273021,273125,273129,273161,273261,273262,273272,273361,273362,273364
    Guarapiranga - SP:163354
    Guarapuava - PR:423035,423036,423303,423304,42362,423630,423631,423902,424052,424101
    Guaraqueçaba - PR:413482
    Guararapes - SP:183406,183606
    Guararema - SP:114693,114695
    Guarará - MG:323264
    Guaratinga - BA:733277
    Guaratinguetá - SP:122131,123013,12312,123132,123133
    Guaratuba - PR:413442,413443,413472
    Guaraçaí - SP:183705
    Guaraí - TO:633464
    Guarda-Mor - MG:383673
    Guareí - SP:153258
    Guariba - MT:663599
    Guariba - SP:163231,163251
    Guariroba - SP:163254
    Guarujá - SP:133305,133341,133342,133343,133347,133348,13335,133382,133383,133384,133386,133387,133391,133392,133398
    Guarujá - SP:134102
    Guarujá do Sul - SC:493642
    Guarulhos - SP:112085,112086,112087,112088,112229,112245,112279,112303,112304,1124,112657,112688,112809,112812
    Guarulhos - SP:112885,113435,113436,113437,113820,113988
    Guará - DF:613233,613234,613304,613361,613362,613363,613381,613382,613567,613568
    Guará - PR:423649
    Guará - SP:163831
    Guatambú - SC:493336
    Guatapará - SP:163973
    Guaxupé - MG:353551,353552,353559,353696
    Guaçuí - ES:273553,283553
    Guaíba - RS:513055,513114,513401,513402,513403,513480,513491
    Guaíra - PR:443642
    Guaíra - SP:173330,173331,173332
    Guia Lopes da Laguna - MS:673269
    Guidoval - MG:323578
    Guimarânia - MG:343834
    Guimarães - MA:983386
    Guiratinga - MT:663431
    Guiricema - MG:323553
    Gurinhatã - MG:343264
    Gurinhém - PB:833285
    Gurjão - PB:833386
    Gurupi - TO:633301,63331,633351,633612
    Gurupá - PA:913692
    Guzolândia - SP:173637
    Gália - SP:143274
    Harmonia - RS:513695
    Heliodora - MG:353457
    Heliópolis - BA:753593
    Herculândia - PR:443666
    Herculândia - SP:143486
    Herval - RS:533267
    Herval D'Oeste - SC:493554
    Hidrolina - GO:623349
    Hidrolândia - CE:883638
    Hidrolândia - GO:623553
    Holambra - SP:193802,193902
    Holambra II - SP:143769
    Honório Serpa - PR:463245
    Horizonte - CE:853336
    Horizontina - RS:553537
    Hortolândia - SP:192118,192119,193501,193503,193809,193819,193845,193865,193887,193897,193909,193965
    Hugo Napoleão - PI:863299
    Hulha Negra - RS:533249
    Humaitá (Pad Humaitá) - AC:683261
    Humaitá - AM:973373
    Humaitá - RS:553525
    Humberto de Campos - MA:983367
    Humildes - BA:753683
    Iacanga - SP:143294
    Iaciara - GO:623473
    Iacri - SP:143489
    Iapu - MG:333355
    Iaras - SP:143764
    Iati - PE:873786
    Iaçu - BA:753325
    Ibaiti - PR:433546,433618,433619
    Ibarama - RS:513744
    Ibaretama - CE:883439
    Ibateguara - AL:823203
    Ibatiba - ES:283543
    Ibaté - SP:163343,163353
    Ibema - PR:453238
    Ibertioga - MG:323347
    Ibiam - SC:493534
    Ibiapina - CE:883653
    Ibiara - PB:833454
    Ibiassucê - BA:773465
    Ibiaçá - RS:543374
    Ibiaí - MG:383746
    Ibicaraí - BA:733203,733242
    Ibicaré - SC:493538
    Ibicuitinga - CE:883425
    Ibicuí - BA:733272
    Ibimirim - PE:873842
    Ibipeba - BA:743648,743686
    Ibipitanga - BA:773674
    Ibiporã - PR:433158,433258,433268
    Ibiquera - BA:753328
    Ibiracatu - MG:383626
    Ibiraci - MG:353544,353545
    Ibiraiaras - RS:543355
    Ibirajuba - PE:873794
    Ibirama - SC:473357
    Ibirapitanga - BA:733259
    Ibirapuitã - RS:543380
    Ibirapuã - BA:733290
    Ibirarema - SP:143307
    Ibirataia - BA:733537
    Ibiraçu - ES:273257
    Ibirité - MG:313521,313533,313599
    Ibirubá - RS:543324
    Ibirá - SP:173551
    Ibitiara - BA:773647,773658
    Ibitinga - SP:163341,163342,163352
    Ibitira - BA:773411
    Ibitirama - ES:283569
    Ibitiruna - SP:193448
    Ibititá - BA:743652
    Ibitiúra de Minas - MG:353733
    Ibitiúva - SP:163957
    Ibituruna - MG:353844
    Ibiá - MG:343631
    Ibiúna - SP:153241,153248,153249,153289,153294,153349,153394,153494
    Ibotirama - BA:773698
    Icapuí - CE:883432
    Icaraíma - PR:443584,443665
    Icatu - MA:983362
    Ichu - BA:753684
    Iconha - ES:283537
    Icém - SP:173282,173812
    Icó - CE:883561,883563
    Ielmo Marinho - RN:843267
    Iepê - SP:183264
    Igaci - AL:823423
    Igaporã - BA:773460
    Igaracy - PB:833480
    Igarapava - SP:163172,163173
    Igarapé - MG:313121,313534
    Igarapé Grande - MA:993647
    Igarapé-Açu - PA:913441
    Igarapé-Miri - PA:913755
    Igarassu - PE:813543,813545
    Igaratinga - MG:373246,373247
    Igaratá - SP:114658
    Igaraçu do Tietê - SP:143644
    Igrapiúna - BA:733225
    Igreja Nova - AL:823554
    Igrejinha - RS:513545,513549
    Iguaba Grande - RJ:222134,222624
    Iguape - SP:133841,133848,133849
    Iguaraci - PE:873809,873837
    Iguaraçu - PR:443248
    Iguatama - MG:373353
    Iguatemi - BA:773409
    Iguatemi - MS:673471
    Iguatu - CE:883510,883581,883582,883585
    Iguatu - PR:453248
    Iguaí - BA:733271
    Iguiporã - PR:453270
    Ijaci - MG:353843
    Ijuí - RS:553305,553308,553331,553332,553333
    Ilha Comprida - SP:133842,133843
    Ilha Solteira - SP:183742,183743,183748
    Ilha das Flores - SE:793377
    Ilha de Itamaracá - PE:813544
    Ilhabela - SP:123894,123895,123896
    Ilhota - SC:473343
    Ilhéus - BA:732101,733017,733084,733086,733221,733222,733231,733234,733269,733632,733633,733634,733639,733656,733680
    Ilhéus - BA:734102
    Ilicínea - MG:353854
    Ilópolis - RS:513774
    Imaculada - PB:833482
    Imaruí - SC:483643
    Imbaú - PR:423278
    Imbituba - SC:483255,483355,483356
    Imbituva - PR:423436
    Imbuia - SC:473557
    Imbé - RS:513627
    Imbé de Minas - MG:333325
    Imigrante - RS:513754
    Imperatriz - MA:983523,983524,983525,992101,993014,993015,993017,993072,993073,993075,993221,993263,993321,99352
    Imperatriz - MA:993582,994102
    Inajá - PE:873840
    Inajá - PR:443440
    Inconfidentes - MG:353464
    Indaial - SC:473052,473301,473317,473333,473394
    Indaiatuba - SP:192107,192516,193016,193017,193312,193328,193394,193801,193816,193825,193834,193835,193875,193885
    Indaiatuba - SP:193894,193934,193935,193936,193938
    Independência - CE:883675
    Independência - RS:553539
    Indiana - SP:183995
    Indianópolis - MG:343245
    Indianópolis - PR:443674
    Indiaporã - SP:173842
    Indiara - GO:643547
    Indiaroba - SE:793543
    Indiavaí - MT:653254
    Indápolis - MS:673489
    Ingazeira - PE:873829
    Ingaí - MG:353824
    Ingá - PB:833394
    Inhacorá - RS:553785
    Inhambupe - BA:753431
    Inhangapi - PA:913809
    Inhapi - AL:823645
    Inhapim - MG:333313,333315
    Inhaúma - MG:313716
    Inhuma - PI:863477,893477
    Inhumas - GO:623511,623514
    Inimutaba - MG:383723
    Inocência - MS:673574
    Inácio Martins - PR:423667
    Inúbia Paulista - SP:183556
    Iomerê - SC:493539
    Ipaba - MG:313320,333327
    Ipameri - GO:643491
    Ipanema - MG:333314
    Ipanguaçu - RN:843335
    Ipaporanga - CE:883684
    Ipatinga - MG:312109,312136,313094,313096,31382
    Ipaumirim - CE:883567
    Ipaussu - SP:143344
    Ipecaetá - BA:753685
    Iperó - SP:153266,153459
    Ipeúna - SP:193537,193576
    Ipiabas - RJ:242437
    Ipiaçu - MG:343252
    Ipiaú - BA:733313,733531
    Ipiguá - SP:173269
    Ipira - SC:493558
    Ipiranga - PR:423242
    Ipiranga de Goiás - GO:623342
    Ipiranga do Norte - MT:663588
    Ipiranga do Piauí - PI:893440
    Ipiranga do Sul - RS:543336
    Ipirá - BA:753254
    Ipixuna - AM:973482
    Ipixuna do Pará - PA:913811
    Ipojuca - PE:813311,813501,813551,813552,813559,813561
    Iporanga - SP:153556
    Iporá - GO:643603,643674
    Iporã - PR:443652
    Iporã do Oeste - SC:493634
    Ipu - CE:883683
    Ipuaçu - SC:493449
    Ipubi - PE:873881
    Ipueira - RN:843424
    Ipueiras - CE:883685
    Ipuiúna - MG:353732
    Ipumirim - SC:493438
    Ipupiara - BA:773646
    Ipuã - SP:163832
    Ipê - RS:543233
    Iracema - CE:883428
    Iracema - RR:953543
    Iracema do Oeste - PR:443551
    Iraceminha - SC:493665
    Iracemápolis - SP:193456
    Irajuba - BA:733548
    Iramaia - BA:773412
    Iranduba - AM:923367
    Irani - SC:493432
    Irapuru - SP:183861
    Irapuã - SP:173556
    Iraquara - BA:753364
    Irará - BA:753247
    Irati - PR:423132,423421,423422,423423,423907
    Irati - SC:493349
    Irauçuba - CE:883635
    Iraí - RS:553745
    Iraí de Minas - MG:343845
    Irecê - BA:743641,743642
    Iretama - PR:443573
    Irineópolis - SC:473625
    Irituia - PA:913443
    Irupi - ES:283548
    Isaías Coelho - PI:893485
    Israelândia - GO:643678
    Itaara - RS:553227
    Itabaiana - PB:833281
    Itabaiana - SE:793431,793432,793436
    Itabaianinha - SE:793544
    Itabatan - BA:733605
    Itabela - BA:733270
    Itaberaba - BA:753251
    Itaberaí - GO:623375
    Itaberá - SP:153562,153572
    Itabi - SE:793314
    Itabira - MG:313067,313831,313834,313835,313839
    Itabirinha - MG:333247
    Itabirito - MG:313561,313562,313563
    Itaboraí - RJ:212645,213142,213508,213639,213913
    Itabuna - BA:732102,732103,733041,733043,733211,733212,733214,733215,733301,733612,733613,733616,733617,734141
    Itacajá - TO:633439
    Itacambira - MG:383254
    Itacarambi - MG:383613
    Itacaré - BA:733251
    Itacoatiara - AM:923521
    Itacuruba - PE:873893
    Itacurubi - RS:553366
    Itaeté - BA:753320
    Itagi - BA:733539
    Itagibá - BA:733244
    Itagimirim - BA:733289
    Itaguajé - PR:443332
    Itaguara - MG:313184,373384
    Itaguari - GO:623396
    Itaguaru - GO:623398
    Itaguatins - TO:633477
    Itaguaçu - ES:273725
    Itaguaçu da Bahia - BA:743644
    Itaguaí - RJ:212687,212688,212700,213781
    Itainópolis - PI:893446
    Itaipava do Grajaú - MA:993614
    Itaipulândia - PR:453559
    Itaipé - MG:333532
    Itaitinga - CE:853377
    Itaituba - PA:933518
    Itaiçaba - CE:883410
    Itaiópolis - SC:473652
    Itajaí - SC:472103,472104,473045,473046,473048,473158,473241,473249,473341,473344,473346,473348,473349,473390,473404
    Itajaí - SC:473405,473908,474105,474141
    Itajobi - SP:173546,173547
    Itaju - SP:143667,143668
    Itaju do Colônia - BA:733204
    Itajubá - MG:353012,353621,353622,353623,353629,353692
    Itajuípe - BA:733238
    Itajá - GO:643648
    Itajá - RN:843330
    Italva - RJ:222783
    Itamaraju - BA:733031,733294,733312,733667
    Itamarandiba - MG:383521
    Itamarati - AM:973484
    Itamarati de Minas - MG:323452
    Itamaraty - BA:733684
    Itamari - BA:733532
    Itambacuri - MG:333511
    Itambaracá - PR:433543
    Itambé - BA:773432
    Itambé - PE:813635
    Itambé - PR:443231
    Itambé do Mato Dentro - MG:313836
    Itamira - BA:753448
    Itamogi - MG:353534
    Itamonte - MG:353363
    Itanagra - BA:753453
    Itanhandu - MG:353361
    Itanhangá - MT:663578
    Itanhaém - SP:13342
    Itanhomi - MG:333231
    Itanhém - BA:733295
    Itaobim - MG:333734
    Itaoca - ES:283539
    Itaocara - RJ:223861
    Itapaci - GO:623361
    Itapagipe - MG:343424
    Itapagé - CE:853346
    Itaparica - BA:713631
    Itapebi - BA:733286
    Itapecerica - MG:373341
    Itapecerica da Serra - SP:114147,114165,114265,114666,114667,114668,114669,114775,114779
    Itapecuru Mirim - MA:983463
    Itapejara D'Oeste - PR:463526
    Itapema - SC:473098,473904
    Itapemirim - ES:283529,283531
    Itaperuna - RJ:223022,223811,22382
    Itaperuçu - PR:413603
    Itapetim - PE:873853
    Itapetinga - BA:773221,773261,773262
    Itapetininga - SP:153271,153272,153273,153275,153307,153372,153373,153376,153392,153511,153527,153537
    Itapeva - MG:353434
    Itapeva - SP:153521,153522,153524,153526,153624
    Itapevi - SP:114141,114142,114143,114144,114145,114205,114773,114774
    Itapicuru - BA:753430,753462
    Itapipoca - CE:883631,883673
    Itapira - SP:193813,193843,193863,193913,194126
    Itapiranga - AM:923575
    Itapiranga - SC:493677,493678
    Itapirapuã - GO:623374
    Itapirapuã Paulista - SP:153548
    Itapiratins - TO:633465
    Itapissuma - PE:813548
    Itapitanga - BA:733246
    Itapiúna - CE:883431
    Itaporanga - PB:833451
    Itaporanga - SP:153565
    Itaporanga d'Ajuda - SE:793264
    Itapororoca - PB:833294
    Itaporã - MS:673451,673457
    Itapoá - SC:473443
    Itapura - SP:183745
    Itapuranga - GO:623312,623355
    Itapuã - RS:513494
    Itapuã do Oeste - RO:693231
    Itapuí - SP:143664
    Itapé - BA:733248
    Itaquaquecetuba - SP:112814,112887,113445,114610,114641,114644,114645,114646,114649,114755
    Itaquara - BA:733543
    Itaqui - RS:553433
    Itaquiraí - MS:673476
    Itaquitinga - PE:813643
    Itarana - ES:273720
    Itarantim - BA:733266
    Itararé - SP:153431,153531,153532
    Itarema - CE:853667,883667
    Itariri - SP:133418
    Itarumã - GO:643659
    Itatiaia - RJ:243351,243352
    Itatiaiuçu - MG:313572
    Itatiba - SP:113183,113408,114487,114495,114524,114534,114538,114594,114894
    Itatiba do Sul - RS:543528
    Itatim - BA:753452
    Itatinga - SP:143847,143848
    Itatira - CE:883436
    Itatuba - PB:833398
    Itaubal - AP:963324
    Itaueira - PI:893559
    Itaum - MS:673418
    Itauçu - GO:623378
    Itaverava - MG:313757
    Itaí - SP:143761
    Itaíba - PE:873849
    Itaóca - SP:153557
    Itaú - RN:843371
    Itaú de Minas - MG:353536
    Itaúba - MT:663561
    Itaúna - MG:373073,373201,373241,373242,373243,373249,373402,374101
    Itaúna do Sul - PR:443436
    Itinga - MG:333733
    Itinga do Maranhão - PA:943335
    Itiquira - MT:653491
    Itirapina - SP:193575,193586
    Itirapuã - SP:163146
    Itiruçu - BA:733538
    Itiúba - BA:743546
    Itobi - SP:193647
    Itororó - BA:733265,733267
    Itu - SP:112118,112396,112429,112715,113413,113414,114013,114019,114022,114023,114024,114025,114026,114403,114813
    Itu - SP:114850,114886,114897
    Ituaçu - BA:773415
    Ituberá - BA:733256
    Ituiutaba - MG:343261,343262,343268,343269,343271
    Itumbiara - GO:642103,643018,643086,643087,643088,643089,64309,6432,643404,643412,643430,643431,643432,643433,643515
    Itumbiara - GO:643517,643519,643520,643521,643522,643526,643531,643532,643533,643534,643539,643541,643542,643545
    Itumbiara - GO:643546,643548,643558,643559,643565,643567,643573,643575,643576,643579,643581,643586,643588,643591
    Itumbiara - GO:643593,643594,643595,643597,643607,643609,643624,643901,64392,643931,643932,643933,643941,643942
    Itumbiara - GO:643945,643946,643954,643956,643983,643996,643997,643998,643999,64400,644012,644052,644141
    Itumirim - MG:353823
    Itupeva - SP:114230,114496,114591,114592,114593,114961,115704
    Itupiranga - PA:943333
    Ituporanga - SC:473533
    Iturama - MG:343411,343415
    Itutinga - MG:353825
    Ituverava - SP:163729,163829,163830,163838,163839
    Itá - SC:493458
    Itápolis - SP:163262,163263,163273
    Iuiú - BA:773682
    Ivaiporã - PR:433472
    Ivatuba - PR:443273
    Ivaté - PR:443673
    Ivaí - PR:423247
    Ivinhema - MS:673442
    Ivolândia - GO:643685
    Ivorá - RS:553267
    Ivoti - RS:513563
    Içara - SC:483055,483432,483467
    Iúna - ES:283545
    Jaboatão dos Guararapes - PE:813080,813093,813094,813106,813255,813256,813361,813362,813363,813376,813377,813378
    Jaboatão dos Guararapes - PE:813379,813452,813468,813469,813473,813474,813476,813478,813481,813482,813879,814107
    Jaborandi - BA:773683
    Jaborandi - SP:173347
    Jaborá - SC:493526
    Jaboti - PR:433622
    Jaboticaba - RS:553743
    Jaboticabal - SP:163202,163203,163204,163209
    Jaboticatubas - MG:313128,313683
    Jacaraci - BA:773466,773467
    Jacaraú - PB:833295
    Jacareacanga - PA:933542
    Jacarezinho - PR:433511,433525,433527,433529,433911
    Jacarezinho - RS:513752
    Jacareí - SP:122127,122128,123014,123023,123351,123354,12395,123961,123962,123965
    Jacaré - SP:114409,114529
    Jacaré dos Homens - AL:823534
    Jaci - SP:173283,173813
    Jaciara - MT:663461
    Jaciguá - ES:283525
    Jacinto - MG:333723
    Jacinto Machado - SC:483535,483591
    Jacobina - BA:743621,743622,743624,743665
    Jacobina do Piauí - PI:893488
    Jacuizinho - RS:553629
    Jacundá - PA:943345
    Jacupiranga - SP:133864
    Jacutinga - MG:353443,353444
    Jacutinga - PR:433471
    Jacutinga - RS:543368
    Jacuí - MG:353593
    Jaguapitã - PR:433272
    Jaguaquara - BA:733534
    Jaguarari - BA:743619
    Jaguaraçu - MG:313845
    Jaguarembé - RJ:223863
    Jaguaretama - CE:883576
    Jaguari - RS:553255
    Jaguariaíva - PR:433535
    Jaguaribara - CE:883568
    Jaguaribe - CE:883522
    Jaguaripe - BA:753642
    Jaguariúna - SP:193311,193837,193847,193867,193937
    Jaguaruana - CE:883418
    Jaguaruna - SC:483624
    Jaguarão - RS:533261
    Jaguaré - ES:273769
    Jaicós - PI:893457
    Jales - SP:173621,173622,173624,173632
    Jamaica - SP:183839
    Jamanchizinho - PA:933598
    Jambeiro - SP:123978
    Janaúba - MG:383821,383822
    Jandaia - GO:643563
    Jandaia do Sul - PR:433432
    Jandaíra - BA:753445
    Jandaíra - RN:843553
    Jandira - SP:114206,114618,114619,114707,114772,114789
    Janduís - RN:843366
    Jangada - MT:653344
    Janiópolis - PR:443553
    Januária - MG:383621,383623
    Japaratinga - AL:823297
    Japaratuba - SE:793272
    Japaraíba - MG:373354
    Japeri - RJ:212664,212670,213691
    Japi - RN:843297
    Japira - PR:433555
    Japoatã - SE:793348
    Japorã - MS:673475
    Japurá - AM:973426
    Japurá - PR:443635
    Jaqueira - PE:813689
    Jaquirana - RS:543253
    Jaraguari - MS:673285
    Jaraguá - GO:623326
    Jaraguá do Sul - SC:472106,472107,473054,473055,473084,473270,473274,473275,473307,473371,473372,473376,473501
    Jaraguá do Sul - SC:473902
    Jaramataia - AL:823533
    Jardim - CE:883555
    Jardim - MS:673251
    Jardim Alegre - PR:433475
    Jardim Olinda - PR:443311
    Jardim de Angicos - RN:843535
    Jardim de Piranhas - RN:843423
    Jardim do Mulato - PI:863291
    Jardim do Seridó - RN:843472
    Jardinópolis - SC:493337
    Jardinópolis - SP:163663,163690,163693,163763
    Jarinu - SP:114016,114017,114887
    Jaru - RO:693521,693526
    Jataizinho - PR:433259
    Jataí - GO:623631,642102,643014,643631,643632,643636
    Jataúba - PE:813746
    Jateí - MS:673465,673673
    Jati - CE:883575
    Jatobá - SP:183656
    Jaupaci - GO:643688
    Jauru - MT:653244
    Jaçanã - RN:843295
    Jaíba - MG:383833
    Jaú - SP:142104,143032,143411,143416,143601,143602,14362,144103
    Jaú do Tocantins - TO:633387
    Jeceaba - MG:313735
    Jenipapo dos Vieiras - MA:993425
    Jequeri - MG:313877
    Jequitaí - MG:383744
    Jequitinhonha - MG:333741
    Jequiá da Praia - AL:823276
    Jequié - BA:733046,733047,733525,733526,733527,733528
    Jeremoabo - BA:753203
    Jericó - PB:833435
    Jeriquara - SP:163134
    Jerumenha - PI:893550
    Jerônimo Monteiro - ES:283558
    Jesuânia - MG:353273
    Jesuítas - PR:443535
    Jesúpolis - GO:623359
    Ji-Paraná - RO:692183,693411,693416,693421,693422,693423,693424,693459
    Jiquiriçá - BA:753651
    Jirau - PE:873811
    Jitaúna - BA:733535
    Joanésia - MG:333252
    Joanópolis - SP:114539,114888
    Joaquim Felício - MG:383757
    Joaquim Gomes - AL:823252
    Joaquim Murtinho - MG:313733
    Joaquim Nabuco - PE:813682
    Joaquim Pires - PI:863360
    Joaquim Távora - PR:433559
    Joaçaba - SC:493202,493521,493522,493527,493551
    Joaíma - MG:333745
    Joinville - SC:473001,473031,473130,473205,473402,473416,473418,473422,473423,473426,473427,47343,473453,473455
    Joinville - SC:473464,473465,473467,473472,473473,473903,474001,474007,474062,474063
    Jordânia - MG:333726
    Jordão - AC:683464
    Jordãozinho - PR:423632
    Joselândia - MA:993637
    José Bonifácio - SP:173245,173265
    José da Penha - RN:843383
    José de Freitas - PI:863264
    Jota Esse - PR:443593
    Joviânia - GO:643408
    João Alfredo - PE:813648
    João Amaro - BA:753341
    João Câmara - RN:843262
    João Dias - RN:843393
    João Dourado - BA:743668
    João Monlevade - MG:313851,313852,313859
    João Neiva - ES:273258
    João Pessoa - PB:832106,833015,833035,833042,833048,833133,833198,833208,833209,833213,833215,83322,83323,83324
    João Pessoa - PB:833251,833252,833255,833258,833262,833268,833513,833533,833565,833612,833624,834009
    João Pinheiro - MG:383561
    João Ramalho - SP:183998
    Juara - MT:663510,663556
    Juarez Távora - PB:833267
    Juarina - TO:633434
    Juazeirinho - PB:833382
    Juazeiro - BA:742102,743061,743065,743162,74361
    Juazeiro do Norte - CE:883085,883115,883221,883501,883511,883512,883566,883571,883587,884141
    Juazeiro do Piauí - PI:863253
    Jucurutu - RN:843429
    Jucuruçu - BA:733662
    Jucás - CE:883517
    Juiz de Fora - MG:322101,322102,322104,322152,323003,323015,323017,323025,323026,323031,323032,323061,323083,323084
    Juiz de Fora - MG:32321,323222,323224,323228,323229,32323,323241,323250,323257,323311,323312,323313,323314,323512
    Juiz de Fora - MG:323691,324009,324141
    Jumirim - SP:153286
    Junco do Seridó - PB:833464
    Jundiaí - SP:112136,112152,112923,113109,113308,113378,113379,113395,113964,114431,114492,114497,11452,114531,114532
    Jundiaí - SP:114533,114535,114537,11458,114599,114601,114607,114805,114806,114808,114815,114816,114817
    Jundiaí do Sul - PR:433626
    Junqueiro - AL:823541
    Junqueirópolis - SP:183841,183842,185841
    Jupi - PE:873779
    Jupiá - SC:493341
    Juquitiba - SP:114681,114682,114683,114684
    Juquiá - SP:133844
    Juramento - MG:383236
    Juranda - PR:443566,443569
    Jurema - PE:873795
    Jurema - PI:893591
    Juripiranga - PB:833289
    Juritis - SP:183648
    Juru - PB:833484
    Juruaia - MG:353553
    Juruena - MT:663553
    Jurumirim - SP:143768
    Juruti - PA:933536
    Juruá - AM:923427,973427
    Juscimeira - MT:663412
    Jussara - BA:743647
    Jussara - GO:623302,623373
    Jussara - PR:443628
    Jussari - BA:733624
    Jussiape - BA:773414
    Jutaí - AM:973425
    Juti - MS:673463
    Juvinópolis - PR:453239
    Juína - MT:653566,663566
    Jóia - RS:553318
    Júlio Borges - PI:893553
    Júlio Mesquita - SP:143487
    Júlio de Castilhos - RS:553271
    Kaloré - PR:433453
    Km 12 - PA:913738
    Km Cem - BA:733542
    Lacerdópolis - SC:493552
    Ladainha - MG:333524
    Ladário - MS:673226
    Lagamar - MG:343812
    Lagarto - SE:793631,793635,793644
    Lages - SC:492101,492102,493015,493018,493019,493021,49322,493251,493289,493802,493804,493907
    Lago Verde - MA:993635
    Lago da Pedra - MA:993644
    Lago do Junco - MA:993634
    Lago dos Rodrigues - MA:993632
    Lagoa - PB:833439
    Lagoa Alegre - PI:863267
    Lagoa D'Anta - RN:843287
    Lagoa Dourada - MG:323363
    Lagoa Formosa - MG:343824
    Lagoa Grande - MG:343816
    Lagoa Grande do Maranhão - MA:993633
    Lagoa Nova - RN:843437
    Lagoa Real - BA:773477
    Lagoa Salgada - RN:843257
    Lagoa Santa - GO:643640
    Lagoa Santa - MG:313681,314115
    Lagoa Seca - PB:833366
    Lagoa Vermelha - RS:543358
    Lagoa da Canoa - AL:823528
    Lagoa da Confusão - TO:633364
    Lagoa da Prata - MG:373261,373262
    Lagoa de Dentro - PB:833263
    Lagoa de Pedras - RN:843692
    Lagoa de Velhos - RN:843695
    Lagoa do Barro do Piauí - PI:893498
    Lagoa do Bauzinho - GO:643633
    Lagoa do Itaenga - PE:813653
    Lagoa do Mato - MA:993492
    Lagoa do Ouro - PE:873785
    Lagoa do Piauí - PI:863259
    Lagoa do Sítio - PI:893467
    Lagoa do Tocantins - TO:633522
    Lagoa dos Gatos - PE:813692
    Lagoa dos Patos - MG:383745
    Lagoa dos Três Cantos - RS:543392
    Lagoinha - SP:123647
    Lagoão - RS:513765
    Laguna - SC:483644,483646,483647
    Laguna Carapã - MS:673438
    Laje - BA:753662
    Laje do Muriaé - RJ:223829
    Lajeado - RS:513011,513088,513707,513709,513710,513714,513726,513729,513748,513982
    Lajeado - TO:633519
    Lajeado Grande - SC:493355
    Lajeado Novo - MA:993584
    Lajedinho - BA:753327
    Lajedo - PE:873773
    Lajedo do Tabocal - BA:733556
    Lajedão - BA:733299
    Lajes - RN:843532
    Lajes Pintadas - RN:843691
    Lajes do Batata - BA:743674
    Lajinha - MG:333344
    Lamarão - BA:753688
    Lambari - MG:353271
    Lambari D'Oeste - MT:653228
    Lamim - MG:313754
    Landri Sales - PI:893542
    Lapa - PR:413547,413622,413639
    Lapão - BA:743657,743699
    Laranja da Terra - ES:273736
    Laranjal - MG:323424
    Laranjal - PR:423645
    Laranjal Paulista - SP:153283,153287,153383
    Laranjal do Jari - AP:963621
    Laranjeiras - SE:793281
    Laranjeiras do Sul - PR:423635
    Lassance - MG:383759
    Laurentino - SC:473546
    Lauro Muller - SC:483464
    Lauro de Freitas - BA:713026,713029,713051,713287,713288,713289,713369,713378,713379,713504,713508,713646,714113
    Lavras - MG:353013,353409,353694,353821,353822,353826,353829,354104
    Lavras Novas - MG:313554
    Lavras da Mangabeira - CE:883536
    Lavras do Sul - RS:553282
    Lavrinhas - SP:123146
    Lavínia - SP:183698
    Leandro Ferreira - MG:373277
    Lebon Régis - SC:493247
    Leme - SP:193053,193554,193555,193571,193572,193573
    Lençóis - BA:753334
    Lençóis Paulista - SP:143263,143264,143269,143278
    Leoberto Leal - SC:483268
    Leopoldina - MG:323401,323441,323442,323447,323449,323694
    Leopoldo de Bulhões - GO:623301
    Leópolis - PR:433627
    Liberato Salzano - RS:553755
    Liberdade - MG:323293
    Licínio de Almeida - BA:773463
    Lidianópolis - PR:433473
    Lima Campos - MA:993646
    Lima Duarte - MG:323281
    Limeira - SP:192113,192114,193404,19344,193451,193452,193453,193495,193497,193513,193701,193702,193704,193713,193717
    Limeira - SP:193792
    Limeira do Oeste - MG:343453
    Limoeiro - PE:813613,813628
    Limoeiro de Anadia - AL:823523
    Limoeiro do Ajuru - PA:913636
    Limoeiro do Norte - CE:883400,883401,883423,883447
    Lindoeste - PA:943386
    Lindoeste - PR:453237
    Lindolfo Collor - RS:513552
    Lindóia - SP:193898
    Lindóia do Sul - SC:493446
    Linha Oitenta - RS:543279
    Linha Planalto - SC:493439
    Linhares - ES:272103,273047,273048,273115,273151,273171,273264,273371,273372,273373
    Lins - SP:143025,143522,143523,143529,143532,143533
    Livramento - PB:833477
    Livramento de Nossa Senhora - BA:773444
    Lizarda - TO:633539
    Loanda - PR:443425
    Lobato - PR:443249
    Londrina - PR:432101,432103,432104,432105,433017,43302,433031,433032,433064,433066,433301,433302,433304,433305
    Londrina - PR:433306,433315,43332,433334,433336,433337,433339,433342,433343,433344,433345,433351,433354,433355
    Londrina - PR:433356,433367,43337,433521,433572,433575,433717,433878,434001,434004,434007,434009,434052,434062
    Londrina - PR:434063,434141
    Lontras - SC:473523
    Lorena - SP:122124,123152,123153,123157,123159,123185,123301
    Loreto - MA:993544
    Lourdes - SP:183699
    Lourenço - AP:963426
    Louveira - SP:193848,193878,193948
    Lucas do Rio Verde - MT:653212,653513,653548,653549
    Lucena - PB:833293
    Lucianópolis - SP:143286
    Luciára - MT:663528
    Lucrécia - RN:843396
    Lucélia - SP:183551
    Luis Eduardo Magalhães - BA:773628,773639
    Luiz Alves - SC:473377
    Luiziana - PR:443571
    Luiziânia - SP:183603
    Luminárias - MG:353226
    Lunardelli - PR:433478
    Lupionópolis - PR:433660
    Lupércio - SP:143474
    Lutécia - SP:183368
    Luz - MG:373421,373425
    Luz Marina - PR:453336
    Luzerna - SC:493523
    Luzilândia - PI:863393
    Luzinópolis - TO:633491
    Luziânia - GO:613084,613502,613505,613601,613603,613620,613621,613622,613623,613906
    Luís Antônio - SP:163983,163986
    Luís Correia - PI:863366,863367
    Luís Domingues - MA:983393
    Luís Gomes - RN:843382
    Lábrea - AM:973331
    Macajuba - BA:743259
    Macambira - SE:793457
    Macaparana - PE:813639
    Macapá - AP:962101,963014,963081,963083,963084,963117,963118,963198,963212,963214,963217,96322,963242,963243,963244
    Macapá - AP:963251,963261,963312,963323,963332,964009,964141,964400
    Macarani - BA:773274
    Macatuba - SP:143268,143298
    Macau - RN:843521
    Macaubal - SP:173874
    Macaé - RJ:213311,222105,222106,222123,222757,222759,222762,222765,222772,222773,222791,222793,222796,223051,223081
    Macaé - RJ:223084,223087,223311,223717,223723,224104
    Macaíba - RN:843271,843631
    Macaúbas - BA:773473
    Macedônia - SP:173849
    Maceió - AL:822121,822123,823003,823013,823025,823027,823028,823032,823033,823035,823036,823131,823177,823201,823202
    Maceió - AL:823215,823216,823218,823221,823223,823231,823232,823234,823235,823302,823305,823311,823312,823314,82332
    Maceió - AL:823332,823334,823336,823337,823338,823341,823342,823343,823344,823346,82335,82337,823597,824002,824004
    Maceió - AL:824009
    Machacalis - MG:333627
    Machadinho - RS:543551
    Machadinho D'Oeste - RO:693581
    Machado - MG:353295,353298
    Machados - PE:813649
    Macieira - SC:493574
    Macuco - RJ:222554
    Macururé - BA:753284
    Madalena - CE:883442
    Madre de Deus - BA:713604
    Madre de Deus de Minas - MG:323338
    Maetinga - BA:773472
    Mafra - SC:473641,473642,473643,473647
    Magalhães Barata - PA:913812
    Magalhães de Almeida - MA:983483
    Magda - SP:173487
    Magistério - RS:513686
    Magé - RJ:212630,212631,212633,212647,212659,213630,213632,213660,214133
    Maiquinique - BA:773275
    Mairi - BA:743632
    Mairinque - SP:114246,114708,114718
    Mairiporã - SP:114275,114419,114482,114483,114484,114485,114604
    Mairipotaba - GO:643604
    Major Gercino - SC:483273
    Major Isidoro - AL:823424
    Major Sales - RN:843388
    Major Vieira - SC:473655
    Malacacheta - MG:333514
    Malhada - BA:773691
    Malhada de Pedras - BA:773449
    Malhada dos Bois - SE:793365
    Malhador - SE:793442
    Mallet - PR:423542
    Malta - PB:833471
    Mamanguape - PB:833292
    Mambaí - GO:623484
    Mamborê - PR:443568
    Mamonas - MG:383814
    Manacapuru - AM:923361
    Manaquiri - AM:923363
    Manaus - AM:922101,922121,922123,922125,922127,922129,923012,923016,923018,923019,923020,923021,923028,923030,923071
    Manaus - AM:923084,923131,923133,923184,923194,923198,923213,923215,923221,923223,923228,92323,923245,923247,923249
    Manaus - AM:923301,923306,923581,923582,923584,92361,92362,92363,92364,92365,923663,923664,923667,923671,923672
    Manaus - AM:923673,923675,923681,923682,923877,924002,924004,924009
    Manaíra - PB:833458
    Mandaguari - PR:443133,443233
    Mandaguaçu - PR:443245
    Mandirituba - PR:413626
    Manduri - SP:143355,143356
    Manfrinópolis - PR:463562
    Manga - MG:383615
    Mangaratiba - RJ:212680,212685,212780,212789,213789
    Mangueirinha - PR:463243
    Manhuaçu - MG:333331,333332,333334,333339
    Manhumirim - MG:333341
    Manicoré - AM:973385
    Manoel Emídio - PI:893535
    Manoel Ribas - PR:433435
    Manoel Urbano - AC:683611
    Manoel Viana - RS:553256
    Manoel Vitorino - BA:733549
    Mansidão - BA:773641
    Mantena - MG:333241
    Mantenópolis - ES:273758
    Maquiné - RS:513628
    Mar de Espanha - MG:323276
    Mara Rosa - GO:623366
    Marabá - PA:942101,942103,943012,943222,943312,943321,943322,943323,943324,943355
    Marabá Paulista - SP:183996
    Maracaju - MS:673454
    Maracajá - PA:943301
    Maracajá - SC:483523
    Maracanaú - CE:853014,853371,853381,853382,853383,853384,854007,854117
    Maracanã - PA:913448,913854
    Maracas - BA:733533
    Maracaçumé - MA:983373
    Maracaí - SP:183371
    Maragogi - AL:823296
    Maragogipe - BA:753526
    Maraial - PE:813683
    Maranguape - CE:853341,853369
    Maranhãozinho - MA:983325
    Marapanim - PA:913723
    Marapoama - SP:173548
    Marataízes - ES:283532
    Maratá - RS:513614
    Marau - RS:543342,543371
    Maravilha - AL:823625
    Maravilha - SC:493198,493664
    Maravilhas - MG:373272
    Maraã - AM:973428
    Maraú - BA:733258
    Marcação - PB:833625
    Marcelino Ramos - RS:543372
    Marcelino Vieira - RN:843385
    Marcelândia - MT:663536
    Marcionílio Souza - BA:753340
    Marco - CE:883664
    Marcolândia - PI:893439
    Marcondésia - SP:173362
    Marcos Parente - PI:893541
    Marechal Cândido Rondon - PR:452031,453254,453281,453284
    Marechal Deodoro - AL:823260,823263
    Marechal Floriano - ES:273288
    Marechal Thaumaturgo - AC:683325
    Marema - SC:493354
    Maresias - SP:123863,123867
    Margarida - PR:453283
    Mari - PB:833287
    Maria Helena - PR:443662
    Maria da Fé - MG:353662
    Marialva - PR:443014,443015,443125,443232
    Mariana - MG:313556,313557,313558
    Mariano Moro - RS:543524
    Marianópolis do Tocantins - TO:633535
    Maribondo - AL:823270
    Maricá - RJ:212634,212637,212638,212648,213694,213731,213917,214139
    Marilac - MG:333292
    Marilena - PR:443448
    Mariluz - PR:443534
    Marilândia - ES:273724
    Marilândia do Sul - PR:433428
    Maringá - PR:442101,442102,442103,443011,443122,443123,443218,443219,44322,443246,443253,443255,443259,44326,443276
    Maringá - PR:443302,443304,443305,443343,443344,443355,443366,443901,444001,444003,444007,444009
    Marinópolis - SP:173695
    Maripá - PR:443647,443687
    Maripá de Minas - MG:323263
    Marizópolis - PB:833544
    Mariápolis - SP:183586
    Mariópolis - PR:463226
    Marmeleiro - PR:463525
    Marmelópolis - MG:353625
    Marques de Souza - RS:513705
    Marquinho - PR:423648
    Martinho Campos - MG:373524
    Martins - RN:843391
    Martinópole - CE:883627
    Martinópolis - SP:183275
    Marudá - PA:913466
    Maruim - SE:793275
    Marumbi - PR:433441
    Marzagão - GO:643450
    Marília - SP:142105,143221,143303,143311,143316,143318,143402,143408,143413,143414,143415,143417,143425,143432
    Marília - SP:143433,143451,143453,143454,143481
    Mascote - BA:733625
    Massapê - CE:883643
    Massapê do Piauí - PI:893473
    Massaranduba - PB:833399
    Massaranduba - SC:473379
    Mata - RS:553259
    Mata Grande - AL:823642
    Mata Redonda - PB:833257
    Mata Roma - MA:983475
    Mata Verde - MG:333722
    Mata de São João - BA:713635,713667,713676,713677
    Mataraca - PB:833297
    Mateiros - TO:633534
    Matelândia - PR:453262
    Materlândia - MG:333427
    Mateus Leme - MG:313535
    Matias Barbosa - MG:323273
    Matias Cardoso - MG:383616
    Matias Olímpio - PI:863340
    Matina - BA:773643
    Matinha - MA:983357
    Matinhos - PR:413452,413453,413456,413971
    Matipó - MG:313873
    Mato Branco de Baixo - PR:423412
    Mato Leitão - RS:513784
    Mato Queimado - RS:553613
    Mato Rico - PR:423633
    Mato Verde - MG:383813
    Matos Costa - SC:493572
    Matozinhos - MG:313130,313712
    Matriz de Camaragibe - AL:823251
    Matupá - MT:663595
    Maturéia - PB:833474
    Matutina - MG:343674
    Matão - SP:163221,163382,163383,163384,163394,163506
    Matões - MA:993576
    Matões do Norte - MA:983455
    Maurilândia - GO:643647
    Mauriti - CE:883552
    Mauá - SP:112818,113421,114511,114513,114518,114519,11454,114555,114576,114577,114578,115721
    Mauá da Serra - PR:433464
    Maués - AM:923542
    Maxaranguape - RN:843261
    Maximiliano de Almeida - RS:543397
    Mazagão - AP:963271
    Maçambara - RS:553435
    Medeiros - MG:373434
    Medeiros Neto - BA:733296,733645
    Medianeira - PR:453240,453264
    Medicilândia - PA:933531
    Medina - MG:333753
    Meleiro - SC:483537
    Melgaço - PA:913637
    Mendes - RJ:242465
    Mendes Pimentel - MG:333246
    Mendonça - SP:173248,173809
    Mercedes - PR:453256
    Mercês - MG:323337
    Meridiano - SP:173475,173845
    Meruoca - CE:883649
    Mesquita - RJ:212697,212796,213589,213746,213763,213765
    Messias - AL:823262
    Messias Targino - RN:843365
    Mesópolis - SP:173638
    Miguel Alves - PI:863244
    Miguel Calmon - BA:743627
    Miguel Pereira - RJ:242483,242484
    Miguelópolis - SP:163835
    Milagres - BA:753545
    Milagres - CE:883553
    Milhã - CE:883529
    Milton Brandão - PI:863281
    Mimoso de Goiás - GO:623463
    Mimoso do Sul - ES:273555,283555
    Minador do Negrão - AL:823427
    Minas Novas - MG:333764
    Minas do Leão - RS:513694
    Minaçu - GO:623379
    Minduri - MG:353326
    Mineirolândia - CE:883562
    Mineiros - GO:643610,643661,643672
    Mineiros do Tietê - SP:143646
    Ministro Andreazza - RO:693448
    Mira Estrela - SP:173846
    Mirabela - MG:383239
    Miracatu - SP:133847
    Miracema - RJ:223850,223852
    Miracema do Tocantins - TO:633366
    Mirador - MA:993556
    Miradouro - MG:323753
    Miraguaia - RS:513409
    Miraguaí - RS:553554
    Miranda - MS:673242,673687
    Miranda do Norte - MA:983464
    Mirandiba - PE:873885
    Mirandópolis - SP:183701
    Mirangaba - BA:743630
    Miranorte - TO:633355
    Mirante - BA:773468
    Mirante da Serra - RO:693463
    Mirante do Paranapanema - SP:183981,183991
    Miraselva - PR:433273
    Mirassol - SP:173242,173243,173253,173254
    Mirassol D'Oeste - MT:653241
    Mirassolândia - SP:173263
    Miraí - MG:323426
    Miraíma - CE:883630
    Mirim Doce - SC:473565
    Mirinzal - MA:983399
    Missal - PR:453244,453260
    Missão Velha - CE:883542
    Mocajuba - PA:913796
    Mococa - SP:193656,193665,193667,193695
    Modelo - SC:493365
    Moeda - MG:313575
    Moema - MG:373525
    Mogeiro - PB:833266
    Mogi Mirim - SP:193022,193549,193552,193804,193805,193806,193814,193862,193904
    Mogi das Cruzes - SP:112312,112378,112610,112668,112819,112883,112884,113374,113427,114255,114284,114312,114566
    Mogi das Cruzes - SP:114699,11472,114735,114736,114738,114739,114761,114762,11479,115477
    Mogi-Guaçu - SP:193019,193361,193362,193811,193818,193831,193841,193851,193861,193891,193911
    Moiporá - GO:643686
    Moita Bonita - SE:793453
    Moju - PA:913756
    Mombaça - CE:883583
    Mombuca - SP:193488
    Mondaí - SC:493674
    Mongaguá - SP:133445,133446,133448,133505,133506,133507
    Monjolos - MG:383727
    Monsenhor Gil - PI:863258
    Monsenhor Hipólito - PI:893433
    Monsenhor Paulo - MG:353263
    Monsenhor Tabosa - CE:883696
    Montadas - PB:833381
    Montalvânia - MG:383612,383614
    Montalvão - SP:183913
    Montanha - ES:273754
    Montanhas - RN:843240
    Montauri - RS:543319
    Monte Alegre - PA:933533
    Monte Alegre - RN:843276
    Monte Alegre de Goiás - GO:623457
    Monte Alegre de Minas - MG:343283
    Monte Alegre de Sergipe - SE:793318
    Monte Alegre do Piauí - PI:893577
    Monte Alegre do Sul - SP:193899
    Monte Alto - SP:163241,163242,163243,163244
    Monte Alverne - RS:513704
    Monte Aprazível - SP:173275,173295
    Monte Azul - MG:383811
    Monte Azul Paulista - SP:173361
    Monte Belo - MG:353573
    Monte Belo do Sul - RS:543457
    Monte Carlo - SC:493546
    Monte Carmelo - MG:343819,343842,343849
    Monte Castelo - SC:473654
    Monte Castelo - SP:183855
    Monte Dourado - PA:933735
    Monte Horebe - PB:833492
    Monte Mor - SP:193879,193889,193979
    Monte Negro - RO:693530
    Monte Pascoal - BA:733678
    Monte Santo - BA:753275
    Monte Santo de Minas - MG:353591
    Monte Sião - MG:353465
    Monte das Gameleiras - RN:843694
    Monte do Carmo - TO:633540
    Monteiro - PB:833351
    Monteiro Lobato - SP:123979
    Monteirópolis - AL:823628
    Montenegro - RS:513057,513632,513649,513883
    Montes Claros - MG:382101,382103,382104,383014,383081,383083,383084,383201,383214,383216,383217,383218,383221,383222
    Montes Claros - MG:383223,383321,383690,384009,384141
    Montes Claros de Goiás - GO:623303,623370
    Montezuma - MG:383825
    Montividiu - GO:643629
    Monções - SP:173484
    Morada Nova - CE:883422
    Morada Nova de Minas - MG:373755,383755
    Moraújo - CE:883642
    Moreilândia - PE:873891
    Moreira César - SP:123637
    Moreira Sales - PR:443532,443541
    Moreno - PE:813535
    Mormaço - RS:543393
    Morpará - BA:773663
    Morretes - PR:413462,413465
    Morrinhos - CE:883665
    Morrinhos - GO:643413,643416,643417
    Morro Agudo - SP:163851
    Morro Grande - SC:483531,483544
    Morro Redondo - RS:533224
    Morro Reuter - RS:513569
    Morro da Fumaça - SC:483434
    Morro da Garça - MG:383725
    Morro da Pedra - RS:513522
    Morro do Chapéu - BA:743653,743672
    Morros - MA:983363
    Mortugaba - BA:773464
    Morungaba - SP:114014
    Morungava - RS:513486
    Mosqueiro - PA:913771,913772
    Mossoró - RN:843061,843062,843065,84331,843321,843323,843422,844109
    Mossâmedes - GO:643377
    Mostardas - RS:513673
    Motuca - SP:163348
    Mozarlândia - GO:623348
    Muaná - PA:913494
    Mucajaí - RR:953542
    Mucambo - CE:883654
    Mucugê - BA:753338
    Mucuri - BA:733206,733622
    Mucurici - ES:273751
    Muitos Capões - RS:543612
    Mujuí dos Campos - PA:933537
    Muliterno - RS:543386
    Mulungu - CE:853328
    Mulungu - PB:833288
    Mulungu do Morro - BA:743643
    Mundo Novo - BA:743626,743685
    Mundo Novo - GO:623391
    Mundo Novo - MS:673474
    Munguba - PA:933736
    Munhoz - MG:353466
    Munhoz de Melo - PR:443258
    Muniz Freire - ES:283544
    Muqui - ES:283554
    Muquém de São Francisco - BA:773652
    Muriaé - MG:323511,323696,323721,323722,323728,323729
    Muribeca - SE:793342
    Murici - AL:823286
    Muricilândia - TO:633429
    Muritiba - BA:753424
    Murucupi - PA:913733
    Murutinga do Sul - SP:183788
    Mutum - MG:333312
    Mutuípe - BA:753635
    Muzambinho - MG:353571
    Muçum - RS:513755
    Mâncio Lima - AC:683343
    Mãe d'Água - PB:833428
    Mãe do Rio - PA:913444,913802
    Nacip Raydan - MG:333294
    Nantes - SP:183268
    Nanuque - MG:333621,333622
    Narandiba - SP:183992
    Natal - RN:843003,843011,843013,843034,843084,843087,843133,843198,84320,84321,843220,843221,843222,843223,843224
    Natal - RN:843231,843232,843234,843235,843236,843301,843605,843606,843608,843611,843613,843614,843616,843618,843641
    Natal - RN:843642,843646,843653,843654,843661,843662,843663,843664,843672,843673,843674,844102
    Natividade - RJ:223841
    Natividade - TO:633372
    Natividade da Serra - SP:123677,123678
    Natuba - PB:833397
    Natércia - MG:353456
    Navegantes - SC:473148,473319,473342
    Naviraí - MS:673409,673461
    Nazareno - MG:323322,353842
    Nazarezinho - PB:833554
    Nazaré - BA:753636
    Nazaré - TO:633455
    Nazaré Paulista - SP:114597,114895
    Nazaré da Mata - PE:813633
    Nazaré do Piauí - PI:893557
    Nazário - GO:643680
    Nepomuceno - MG:353861
    Nerópolis - GO:623513
    Neves Paulista - SP:173271
    Neópolis - SE:793344,793352
    Nhamundá - AM:923534
    Nhandeara - SP:173467,173472
    Nice - PR:443555
    Nilo Peçanha - BA:733257
    Nilópolis - RJ:212186,212691,212692,212693,212791,212792,213039,213162,213175,213236,213743,213760,213761,213762
    Nilópolis - RJ:214137
    Nina Rodrigues - MA:983465
    Nioaque - MS:673236
    Nipoã - SP:173277
    Niquelândia - GO:623354,623959
    Niterói - RJ:212608,212609,21261,21262,212703,212704,212705,212707,212709,21271,212721,212722,213492,213568,213601
    Niterói - RJ:213602,213604,213610,213620,213629,213674,213803
    Nobres - MT:653102,653376
    Nonoai - RS:543362,543618
    Nordestina - BA:753650
    Normandia - RR:953262
    Nortelândia - MT:653346
    Nossa Senhora Aparecida - SE:793483
    Nossa Senhora da Ajuda - BA:753667
    Nossa Senhora da Glória - SE:793411
    Nossa Senhora das Dores - SE:793265
    Nossa Senhora das Graças - PR:443312
    Nossa Senhora de Lourdes - SE:793316
    Nossa Senhora do Livramento - MT:653351
    Nossa Senhora do Socorro - SE:793014,793113,793114,793254,793256,793279
    Nossa Senhora dos Remédios - PI:863245
    Nova Aliança - SP:173811
    Nova Aliança do Ivaí - PR:443433
    Nova Alvorada - RS:543323
    Nova Alvorada do Sul - MS:673456
    Nova América da Colina - PR:433553
    Nova Andradina - MS:673441,673449,673676
    Nova Araçá - RS:543275
    Nova Aurora - GO:643698
    Nova Aurora - PR:453243
    Nova Bandeirantes - MT:663572
    Nova Bassano - RS:543273
    Nova Boa Vista - RS:543360
    Nova Brasilândia - MT:663385
    Nova Brasilândia D'Oeste - RO:693418
    Nova Bréscia - RS:513757
    Nova Campina - SP:153535
    Nova Canaã - BA:733207
    Nova Canaã Paulista - SP:173681
    Nova Canaã do Norte - MT:663551
    Nova Cantu - PR:443527
    Nova Castilho - SP:173831
    Nova Colina - RO:693427
    Nova Colina - RR:953539
    Nova Colinas - MA:993602
    Nova Concórdia - PR:453376
    Nova Crixás - GO:623385
    Nova Cruz - RN:843281
    Nova Dimensão - RO:693546
    Nova Era - MG:313861
    Nova Erechim - SC:493333
    Nova Esperança - PR:443209,443252
    Nova Esperança do Piriá - PA:913817
    Nova Esperança do Sudoeste - PR:463546
    Nova Esperança do Sul - RS:553250,553258
    Nova Europa - SP:163387
    Nova Floresta - PB:833374
    Nova Friburgo - RJ:222102,222103,222222,222519,22252,222533,222540,222541,222542,222543,222580,223016,223066,223512
    Nova Friburgo - RJ:224105,242522
    Nova Fronteira - MT:663601
    Nova Fátima - BA:753234
    Nova Fátima - PR:433552
    Nova Granada - SP:173261,173262
    Nova Guarita - MT:663574
    Nova Guataporanga - SP:183856
    Nova Hartz - RS:513565
    Nova Iguaçu - RJ:212666,212667,212668,212669,212763,212765,212767,212768,212769,212882,212886,213037,213103,213540
    Nova Iguaçu - RJ:213584,213742,213745,213766,213773,213779,213844,213851,214117
    Nova Independência - SP:183744
    Nova Iorque - MA:993557
    Nova Ipixuna - PA:943344
    Nova Itaberaba - SC:493327
    Nova Itarana - BA:733546
    Nova Laranjeiras - PR:423637
    Nova Lima - MG:313338,313402,313541,313542,313581,313589,313694
    Nova Londrina - PR:443432
    Nova Londrina - RO:693428
    Nova Luzitânia - SP:173483
    Nova Mamoré - RO:693544
    Nova Marilândia - MT:653352
    Nova Maringá - MT:663537
    Nova Monte Verde - MT:663597
    Nova Mutum - MT:653308,653366,653371
    Nova Módica - MG:333581
    Nova Nazaré - MT:663467
    Nova Odessa - SP:193466,193476,193484,193498
    Nova Olinda - CE:883546
    Nova Olinda - PB:833459
    Nova Olinda - TO:633452
    Nova Olinda do Maranhão - MA:983377
    Nova Olinda do Norte - AM:923318
    Nova Olímpia - MT:653332
    Nova Olímpia - PR:443685
    Nova Palma - RS:553266
    Nova Palmeira - PB:833638
    Nova Petrópolis - RS:543033,543281
    Nova Ponte - MG:343356
    Nova Porteirinha - MG:383834
    Nova Prata - RS:543242,543717
    Nova Prata do Iguaçu - PR:463545
    Nova Pádua - RS:543296
    Nova Ramada - RS:553338
    Nova Redenção - BA:753345
    Nova Resende - MG:353562
    Nova Roma - GO:623482
    Nova Roma do Sul - RS:543294
    Nova Rosalândia - TO:633520
    Nova Russas - CE:883672
    Nova Santa Bárbara - PR:433266
    Nova Santa Helena - MT:663523
    Nova Santa Rita - RS:513313,513479
    Nova Santa Rosa - PR:453253,453332
    Nova Sardenha - RS:543259
    Nova Serrana - MG:373225,373226,373227,373228
    Nova Soure - BA:753437
    Nova Tebas - PR:423643
    Nova Timboteua - PA:913469
    Nova Tramandaí - RS:513669
    Nova Trento - SC:483267
    Nova Ubiratã - MT:663579
    Nova União - MG:313685
    Nova União - MT:663527
    Nova União - RO:693466
    Nova Veneza - GO:623356
    Nova Veneza - SC:483436,483476
    Nova Venécia - ES:273752,273772
    Nova Viçosa - BA:733208
    Nova Xavantina - MT:663438
    Novais - SP:173561
    Novo Acordo - TO:633369
    Novo Airão - AM:923365
    Novo Alegre - TO:633695
    Novo Aripuanã - AM:973379
    Novo Barreiro - RS:553757
    Novo Cruzeiro - MG:333533
    Novo Gama - GO:613608,613614,613628,623628
    Novo Hamburgo - RS:513035,513036,513065,513066,513067,513097,513133,513140,513192,513271,513283,513524,513539,513553
    Novo Hamburgo - RS:513580,513581,513582,513584,513587,513593,513594,513595,513596,513951,514112
    Novo Horizonte - BA:773648
    Novo Horizonte - SC:493362
    Novo Horizonte - SP:173542,173543
    Novo Horizonte do Norte - MT:663559
    Novo Horizonte do Oeste - RO:693435
    Novo Horizonte do Sul - MS:673447
    Novo Itacolomi - PR:433437
    Novo Jardim - TO:633696
    Novo Lino - AL:823253
    Novo Machado - RS:553544
    Novo Mundo - MT:663539
    Novo Oriente - CE:883629
    Novo Oriente do Piauí - PI:893475
    Novo Paraná - BA:773688
    Novo Progresso - PA:913528,933528
    Novo Repartimento - PA:943785
    Novo São Joaquim - MT:663452,663479
    Novo Tiradentes - RS:553797
    Novorizonte - MG:383843
    Nuporanga - SP:163847
    Não-Me-Toque - RS:543332
    Nísia Floresta - RN:843230,843239,843277
    Núcleo Bandeirante - DF:613380,613386,613552
    Núcleo Carajás - PA:943327,943328
    Núcleo Colonial de Una - BA:733626
    Ocara - CE:853322
    Ocauçu - SP:143475
    Oeiras - PI:893462
    Oeiras do Pará - PA:913661
    Oiapoque - AP:963521
    Olaria - MG:323288
    Olho d'Água - PB:833483
    Olho d'Água Grande - AL:823535
    Olho d'Água das Flores - AL:823623
    Olho d'Água do Casado - AL:823643
    Olho-D'Água do Borges - RN:843364
    Olinda - PE:813099,813431,813483,813491,813492,813495
    Olindina - BA:753436
    Olivedos - PB:833389
    Oliveira - MG:373331,373361
    Oliveira Fortes - MG:323366
    Oliveira dos Brejinhos - BA:773642,773673
    Olivença - AL:823632
    Olímpia - SP:173279,173280,173281
    Olímpio Noronha - MG:353274
    Onda Verde - SP:173268
    Onça de Pitangui - MG:373273
    Oriente - SP:143456
    Orindiúva - SP:173816
    Oriximiná - PA:913544,933544
    Orizona - GO:643474
    Orleans - SC:483466,483491
    Orlândia - SP:163726,163820,163821,163859
    Orobó - PE:813607,813656
    Orocó - PE:813887,873887
    Ortigueira - PR:423277
    Orós - CE:883584
    Osasco - SP:112284,112822,113184,113447,113448,113449,113599,113601,113602,113603,113607,113608,113651,113652,113653
    Osasco - SP:113654,113659,11368,11369,114620,114624
    Oscar Bressane - SP:143457
    Osvaldo Cruz - SP:183528,183529
    Osório - RS:513048,513601,513663
    Otacílio Costa - SC:493275
    Ouricuri - PE:873874,873967
    Ourilândia do Norte - PA:943434
    Ourinhos - SP:143026,143302,143322,143324,143325,143326,143335
    Ourizona - PR:443278
    Ouriçangas - BA:753447
    Ouro Branco (Antiga Raposolândia) - MT:653492
    Ouro Branco - AL:823629
    Ouro Branco - MG:313741,313742,313749
    Ouro Branco - RN:843477
    Ouro Fino - MG:353441
    Ouro Preto - MG:313551,313552,313559
    Ouro Preto do Oeste - RO:693461
    Ouro Velho - PB:833350
    Ouro Verde - SC:493447
    Ouro Verde - SP:183872
    Ouro Verde de Minas - MG:333527
    Ouro Verde do Oeste - PR:453251
    Ouroana - GO:643628
    Ouroeste - SP:173843
    Ourolândia - BA:743681
    Ourém - PA:913467
    Ouvidor - GO:643478
    PA 275 - PA:943315
    Pacaembu - SP:183862
    Pacajus - CE:853348
    Pacajá - PA:913798
    Pacaraima - RR:953592
    Pacatuba - CE:853345
    Pacatuba - SE:793343
    Pacoti - CE:853325
    Pacujá - CE:883641
    Padre Bernardo - GO:613633,613634
    Padre Gonzales - RS:553523
    Padre Marcos - PI:893431
    Padre Paraíso - MG:333534
    Paes Landim - PI:893494
    Paial - SC:493451
    Paim Filho - RS:543531
    Paineiras - MG:373545
    Painel - SC:493235
    Pains - MG:373323
    Paiol de Baixo - PR:413685
    Paiva - MG:323364
    Paiçandu - PR:443043,443244
    Pajeú do Piauí - PI:893532
    Palanque - RS:513749
    Palestina - SP:173293,173893
    Palestina de Goiás - GO:643662
    Palestina do Pará - PA:943351
    Palhano - CE:883415
    Palhoça - SC:483023,483033,483086,483093,483242,483279,483283,483286,483341,483342,483344,484107
    Palma - MG:323446
    Palma Sola - SC:493652
    Palmares - BA:713669
    Palmares - PE:813661,813662
    Palmares Paulista - SP:173587
    Palmares do Sul - RS:513668
    Palmas - PR:463262,463263
    Palmas - TO:632111,633014,633015,633025,633026,633028,63321,63322,633232,633233,633234,633322,633571,633572,634001
    Palmas - TO:634003,634007,634009,634052,634101,634141
    Palmas de Monte Alto - BA:773662
    Palmeira - PR:423252,423909
    Palmeira - SC:493238
    Palmeira D'Oeste - SP:173651
    Palmeira das Missões - RS:553742
    Palmeira do Piauí - PI:893568
    Palmeira dos Índios - AL:823420,823421
    Palmeirais - PI:863288
    Palmeirante - TO:633493
    Palmeiras - BA:753332,753344
    Palmeiras de Goiás - GO:643571
    Palmeiras do Tocantins - TO:633433
    Palmeirina - PE:873791
    Palmeirinha - PR:423663
    Palmeirândia - MA:983387
    Palmeirópolis - TO:633386
    Palmelo - GO:643694
    Palminópolis - GO:643675
    Palmital - PR:423657
    Palmital - SP:183351
    Palmitinho - RS:553791
    Palmitos - SC:493647
    Palmitópolis - PR:453246
    Palmácia - CE:853339
    Palotina - PR:442033,443649,443686
    Panambi - MS:673413
    Panambi - RS:553375,553376
    Panamá - GO:643479
    Pancas - ES:273726
    Panelas - PE:813691,813699
    Panema - PR:433533
    Panorama - SP:183871,185871
    Pantano Grande - RS:513734
    Papagaios - MG:373274
    Papagaios Novos - PR:423251
    Papanduva - SC:473653
    Paquetá - PI:893424
    Paracambi - RJ:212683,213693
    Paracatu - MG:383311,383504,383671,383672,383679
    Paracuru - CE:853344
    Paragominas - PA:913011,913521,913729,913739
    Paraguaçu - MG:353267
    Paraguaçu Paulista - SP:183361,183362
    Paraibano - MA:993554
    Paraibuna - SP:123974
    Paraipaba - CE:853363
    Paraisópolis - MG:353651
    Paraju - ES:273249
    Parambu - CE:883448
    Paramirim - BA:773471
    Paramoti - CE:853320
    Paranacity - PR:443463
    Paranaguá - PR:412152,41342,413721,413902,414064
    Paranaiguara - GO:643655
    Paranapanema - SP:143713
    Paranapoema - PR:443342
    Paranapuã - SP:173648
    Paranatama - PE:873787
    Paranatinga - MT:663573
    Paranavaí - PR:443045,443062,443421,443422,443423,443424,443446,443482,443902
    Paranaíba - MS:673503,673559,673668,673669
    Paranaíta - MT:663563
    Paranhos - MS:673480
    Paranorte - MT:663596
    Paranoá - DF:613369
    Paranã - TO:633371
    Paraopeba - MG:313714
    Parapuã - SP:183582
    Paratinga - BA:773664
    Paraty - RJ:243371,243372,243373
    Parauapebas - PA:943013,943311,943346,943352,943356,943369
    Parazinho - RN:843697
    Paraí - RS:543477
    Paraíba do Sul - RJ:242263
    Paraíso - SC:493627
    Paraíso - SP:173567
    Paraíso do Norte - PR:443431
    Paraíso do Sul - RS:553262
    Paraíso do Tocantins - TO:633361,633602
    Paraú - RN:843367
    Paraúna - GO:643556
    Pardinho - SP:143886
    Pareci Novo - RS:513633
    Parecis - RO:693447
    Paredão de Minas - MG:383747
    Parelhas - RN:843471
    Pariconha - AL:823647
    Parintins - AM:923533
    Paripiranga - BA:753279
    Paripueira - AL:823293
    Pariquera-Açu - SP:133856
    Parisi - SP:173839
    Parnaguá - PI:893572
    Parnamirim - PE:873883
    Parnamirim - RN:843237,843238,843272,843604,843643,843644,843647,843737
    Parnarama - MA:993577
    Parnaíba - PI:863315,863321,863322,863323
    Parobé - RS:513523,513543
    Pará de Minas - MG:373231,373232,373233,373235,373238
    Passa Quatro - MG:353371
    Passa Tempo - MG:373335
    Passa e Fica - RN:843288
    Passa-Vinte - MG:323295
    Passagem - RN:843286
    Passagem Franca - MA:993558
    Passira - PE:813651
    Passo Fundo - RS:542103,542104,543045,543046,543210,54331,543327,543581,543584,543601,543622,543632,543902,544052
    Passo de Camaragibe - AL:823258
    Passo de Torres - SC:483548
    Passo do Sobrado - RS:513730
    Passos - MG:353021,353211,353413,353521,353522,353526,353529,354103
    Passos Maia - SC:493437
    Pastos Bons - MA:993555
    Pato Bragado - PR:453282
    Pato Branco - PR:462101,463025,463213,463220,463223,463224,463225,463272,463311,463313,463902,464055
    Patos - PB:833421,833422,833423,833511
    Patos de Minas - MG:342106,343061,343814,343818,343820,343821,343823,343826,343859
    Patos do Piauí - PI:893459
    Patrocínio - MG:343511,343515,343831,343832,343839
    Patrocínio Paulista - SP:163145
    Patrocínio do Muriaé - MG:323726
    Patu - RN:843361
    Paty do Alferes - RJ:242485
    Pau Brasil - BA:733273
    Pau D'Arco - TO:633425
    Pau dos Ferros - RN:843351
    Paudalho - PE:813636
    Pauini - AM:973458
    Paula Cândido - MG:323537
    Paula Freitas - PR:423562
    Paulicéia - SP:183876
    Paulino Neves - MA:983487
    Paulista - PB:833445
    Paulista - PE:813010,813021,813030,813372,813433,813434,813435,813436,813457,814109
    Paulistana - PI:893487
    Paulistas - MG:333413
    Paulistânia - SP:143275
    Paulo Afonso - BA:753281,753282,753283,753501,753692
    Paulo Frontin - PR:423543
    Paulo Jacinto - AL:823282
    Paulo Lopes - SC:483253
    Paulo de Faria - SP:173292,173802
    Paulínia - SP:193363,193833,193844,193874,193884,193888,193933,193984
    Paverama - RS:513761
    Pavão - MG:333535
    Paz - PR:423662
    Paço do Lumiar - MA:983274
    Peabiru - PR:443531
    Pederneiras - SP:143252,143283,143284,143292
    Pedra - PE:873858
    Pedra Azul - MG:333751
    Pedra Bela - SP:114037
    Pedra Branca - CE:883515
    Pedra Branca - PB:833456
    Pedra Branca do Amaparí - AP:963322
    Pedra Dourada - MG:323748
    Pedra Grande - RN:843555
    Pedra Lavrada - PB:833375
    Pedra Mole - SE:793459
    Pedra Preta - MT:663486,663493
    Pedra Preta - RN:843536
    Pedra do Anta - MG:313896
    Pedra do Indaiá - MG:373344
    Pedralva - MG:353663
    Pedranópolis - SP:173838
    Pedras Altas - RS:533613
    Pedras Brancas - RS:543280
    Pedras Grandes - SC:483659
    Pedras de Maria da Cruz - MG:383622
    Pedregulho - SP:163171
    Pedreira - SP:193852,193853,193893
    Pedreiras - MA:993626,993642
    Pedrinhas - SE:793648
    Pedrinhas Paulista - SP:183375
    Pedrinópolis - MG:343355
    Pedro Afonso - TO:633466
    Pedro Alexandre - BA:753289
    Pedro Avelino - RN:843534
    Pedro Barros - SP:133846
    Pedro Canário - ES:273764
    Pedro Gomes - MS:673230
    Pedro II - PI:863271
    Pedro Leopoldo - MG:313660,313661,313662,313663,313665
    Pedro Osório - RS:533255
    Pedro Teixeira - MG:323282
    Pedro Velho - RN:843247
    Pedro de Toledo - SP:133419
    Pedro do Rosário - MA:983378
    Pedrão - BA:753428
    Peixe - TO:633356
    Peixe-Boi - PA:913821
    Peixoto de Azevedo - MT:663575
    Pejuçara - RS:553377
    Pelotas - RS:532123,532128,533011,533015,533025,533026,533027,533028,533029,533031,53322,53327,533281,533282,533283
    Pelotas - RS:533284,53330,533310,533321,533325,533342,533517,533921,534001,534007,534052,534062,534141
    Penaforte - CE:883559
    Penalva - MA:983358
    Pendências - RN:843522
    Penedo - AL:823551,823558
    Penha - PR:453247
    Pentecoste - CE:853352
    Penápolis - SP:183652,183653,183654
    Pequeri - MG:323278
    Pequi - MG:373278
    Pequizeiro - TO:633427
    Pequiá - MA:993535
    Perdigão - MG:373287
    Perdizes - MG:343614,343663
    Perdões - MG:353864
    Pereira Barreto - SP:183704,183746
    Pereiras - SP:143888
    Pereiro - CE:883527
    Peri Mirim - MA:983388
    Peritiba - SC:493453
    Peritoró - MA:993649
    Perobal - PR:443625
    Perolândia - GO:643639
    Perpétuo Socorro - MG:313240,333254
    Peruíbe - SP:13345
    Pescador - MG:333583
    Pesqueira - PE:873803,873835
    Petrolina - PE:813861,813863,872101,873031,873032,873035,873201,873202,87386,873983
    Petrolina de Goiás - GO:623334
    Petrolândia - PE:873851
    Petrolândia - SC:473536
    Petrópolis - RJ:242103,242104,242220,242221,242222,242223,242225,24223,24224,242259,242280,242291,242292,243064
    Petrópolis - RJ:243065,243111,243302,244004
    Peçanha - MG:333411
    Piacatu - SP:183693
    Piancó - PB:833452
    Piatã - BA:773479
    Piau - MG:323254
    Piaçabuçu - AL:823552,823557
    Picada Café - RS:543285
    Picos - PI:892101,893415,893421,893422,894101
    Picuí - PB:833371
    Piedade - SP:153244,153344
    Piedade do Rio Grande - MG:323335
    Piedade dos Gerais - MG:313578
    Pilar - AL:823265
    Pilar - BA:743532
    Pilar - PB:833282
    Pilar do Sul - SP:153278,153298,153378,153478
    Pilão Arcado - BA:743534,744400
    Pilões - PB:833276
    Pilões - RN:843384
    Pilõezinhos - PB:833627
    Pimenta - MG:373324
    Pimenta Bueno - RO:693451
    Pimenteiras - PI:863474,893474
    Pimenteiras do Oeste - RO:693344
    Pindamonhangaba - SP:122126,123521,123522,123527,123604,12364,124110
    Pindare Mirim - MA:983678
    Pindaí - BA:773667
    Pindoba - AL:823280
    Pindobaçu - BA:743548,743559
    Pindorama - SP:173572
    Pindorama do Tocantins - TO:633375
    Pindoretama - CE:853375
    Pingo-D'Água - MG:333353
    Pinhais - PR:413033,413056,413059,413132,413601,413653,413665,413667,413668,413669,414113
    Pinhal - RS:553754
    Pinhal Grande - RS:553278
    Pinhal de São Bento - PR:463560
    Pinhalzinho - SC:493366
    Pinhalzinho - SP:114018
    Pinhalão - PR:433569
    Pinheiral - RJ:243356
    Pinheiral - RS:513787
    Pinheiral - SC:483668
    Pinheirinho do Vale - RS:553792
    Pinheiro - MA:983381
    Pinheiro Machado - RS:533248
    Pinheiro Preto - SC:493562
    Pinheiros - ES:273765
    Pinho de Baixo - PR:423435
    Pinhão - PR:423677
    Pinhão - SE:793461
    Pintadas - BA:753693
    Pinto Bandeira - RS:543468
    Pio Ix - PI:893453
    Pipa - RN:843246
    Piquerobi - SP:183276
    Piquet Carneiro - CE:883516
    Piquete - SP:123156
    Piquirivaí - PR:443572
    Pirabeiraba - SC:473424
    Piracaia - SP:114011,114036,114405
    Piracanjuba - GO:643405
    Piracema - MG:373334
    Piracicaba - SP:192105,192106,192532,192533,193042,193124,193301,193302,193371,193373,193374,193375,193377,193401
    Piracicaba - SP:193402,19341,19342,19343,193447,193927
    Piracuruca - PI:863343
    Piraju - SP:143305,143351,143352
    Pirajuba - MG:343426
    Pirajuí - SP:143572,143584,143585
    Pirambu - SE:793276
    Pirambóia - SP:143885
    Piranga - MG:313746
    Pirangi - SP:173386
    Piranguinho - MG:353644
    Piranguçu - MG:353643
    Piranhas - GO:643665
    Pirapemas - MA:983466
    Pirapetinga - MG:323465
    Pirapora - MG:383740,383741,383743,383749
    Pirapora do Bom Jesus - SP:114131,114132
    Pirapozinho - SP:183269
    Pirapó - PR:433440
    Pirapó - RS:553351
    Piraquara - PR:413034,413589,413590,413673
    Piraquê - TO:633479
    Pirassununga - SP:193055,193561,193562,193563,193565
    Piratini - RS:533257
    Piratininga - SP:143265
    Piratuba - SC:493553
    Piraí - RJ:242431
    Piraí do Norte - BA:733688
    Piraí do Sul - PR:423237
    Piraúba - MG:323573
    Pirenópolis - GO:623331
    Pires do Rio - GO:623461,643461
    Piripiri - PI:863276
    Piripá - BA:773440
    Piritiba - BA:743628,743667
    Pirpirituba - PB:833277
    Pitanga - PR:423646
    Pitangueiras - PR:433257
    Pitangueiras - SP:163952
    Pitangui - MG:373258,373259,373271
    Pitimbu - PB:833259,833299
    Pitinga - AM:923323
    Pium - TO:633368
    Piumhi - MG:373371
    Piçarras - PA:943422
    Piçarras - SC:473347
    Piên - PR:413632
    Piúma - ES:283520
    Placas - PA:933552
    Planaltina - DF:613308,613388,613389,613489,613501
    Planaltina - GO:613503,613637,613639,613677
    Planaltina do Paraná - PR:443435
    Planaltino - BA:733544
    Planalto - BA:773434
    Planalto - PR:463555
    Planalto - RS:553794
    Planalto - SP:183695
    Planalto Alegre - SC:493335
    Planalto da Serra - MT:663328
    Planura - MG:343427
    Platina - SP:183354
    Plácido de Castro - AC:683237
    Pocinhos - PB:833384
    Poconé - MT:653345
    Pocrane - MG:333316
    Pojuca - BA:713645
    Poloni - SP:173819
    Polvilho - SP:124408
    Pombal - PB:833431
    Pombos - PE:813536
    Pomerode - SC:473242,473387,473395
    Pompéia - SP:143405,143452,143535
    Pompéu - MG:373513,373523
    Pongaí - SP:143581
    Ponta Grossa - PR:422101,422102,423025,423026,423027,423028,423122,423219,42322,423235,423236,423238,423239,423243
    Ponta Grossa - PR:423301,423302,423311,423323,423901,424001,424007,424009,424062,424063,424141
    Ponta Porã - MS:673431,673432,673433,673437,673496,673926
    Ponta de Pedras - PA:913777
    Pontal - SP:163953,163956
    Pontal do Paraná - PR:413455,413457,413972
    Pontalina - GO:643471
    Pontalinda - SP:173699
    Ponte 2 de Julho - BA:753669
    Ponte Alta - SC:493248
    Ponte Alta do Bom Jesus - TO:633659
    Ponte Alta do Norte - SC:493254
    Ponte Alta do Tocantins - TO:633378
    Ponte Branca - MT:663466
    Ponte Nova - MG:313817,313819,313881
    Ponte Preta - RS:543568
    Ponte Serrada - SC:493435
    Pontes Gestal - SP:173844
    Pontes e Lacerda - MT:653266
    Ponto Belo - ES:273757
    Ponto Novo - BA:743677
    Populina - SP:173639
    Poranga - CE:883658
    Porangaba - SP:153257
    Porangatu - GO:623362,623363,623367
    Porciúncula - RJ:223842,223844
    Porecatu - PR:433623
    Portalegre - RN:843377
    Porteiras - CE:883557
    Porteirinha - MG:383831
    Porteirão - GO:643643
    Portel - PA:913784
    Portela - RJ:223862
    Portelândia - GO:643666
    Porto - PI:863243
    Porto Acre - AC:683233
    Porto Alegre - RS:512101,512104,512117,512121,512125,512126,512131,512139,513018,513123,513151,5132,5133,513407
    Porto Alegre - RS:513515,513537,513898,513930,513931,514001,514003,514007,514009,514062,514116
    Porto Alegre do Norte - MT:663569
    Porto Alegre do Piauí - PI:893539
    Porto Alegre do Tocantins - TO:633524
    Porto Amazonas - PR:423256
    Porto Barreiro - PR:423661
    Porto Belo - RJ:212689
    Porto Calvo - AL:823292
    Porto Esperidião - MT:653225
    Porto Estrela - MT:653384
    Porto Feliz - SP:152107,153261,153262,153461
    Porto Ferreira - SP:193581,193585,193588,193589
    Porto Firme - MG:313893
    Porto Franco - MA:993571
    Porto Grande - AP:963234
    Porto Lucena - RS:553565
    Porto Mauá - RS:553545
    Porto Murtinho - MS:673287
    Porto Nacional - TO:633363,633547
    Porto Real - RJ:243353
    Porto Real do Colégio - AL:823553
    Porto Rico - PR:443427
    Porto Seguro - BA:732105,733012,733162,733268,733288,733421,733679
    Porto Trombetas - PA:933549
    Porto União - SC:423526
    Porto Velho - RO:692181,693025,693026,693043,693216,693218,693222,693235,693236,693237,693302,693533,693733,694001
    Porto Velho - RO:694003,694007,694009,694062
    Porto Vitória - PR:423573
    Porto Xavier - RS:553354
    Porto da Folha - SE:793349,793351
    Porto de Moz - PA:933793
    Porto de Pedras - AL:823298
    Porto de Sauipe - BA:753475
    Porto do Mangue - RN:843526
    Porto dos Gaúchos - MT:663526
    Portão - RS:513191,513562,533611
    Portão Ocoi - PR:453345
    Posse - GO:623429,623481
    Posto da Mata - BA:733209
    Potengi - CE:883538
    Potim - SP:123112
    Potiraguá - BA:733285
    Potirendaba - SP:173249,173827
    Potiretama - CE:883435
    Potunduva - SP:143629
    Poté - MG:333525
    Pouso Alegre - MG:352102,352103,353022,35342,353449,353693,354102
    Pouso Alto - MG:353364
    Pouso Novo - RS:513775
    Pouso Redondo - SC:473545
    Povo Novo - RS:533237
    Povoado de São Jorge - GO:623455
    Poxoréo - MT:663432,663436
    Poá - SP:112350,112658,114634,114638,114639
    Poço Branco - RN:843265
    Poço Dantas - PB:833562
    Poço Fundo - MG:353283
    Poço Redondo - SE:793337
    Poço Verde - SE:793549
    Poço das Antas - RS:513773
    Poço das Trincheiras - AL:823626
    Poço de José de Moura - PB:833564
    Poços de Caldas - MG:352101,352107,353064,353066,353301,353697,353712,353713,353714,353715,353716,353721,353722
    Poços de Caldas - MG:353729,354141
    Poção - PE:873834
    Poção de Pedras - MA:993636
    Poções - BA:773431
    Pracinha - SP:183552
    Pracuúba - AP:963424
    Prado - BA:733021,733298,733573
    Prado Ferreira - PR:433244
    Pradópolis - SP:163981
    Praia Grande - SC:483529,483532
    Praia Grande - SP:133034,133302,13347,133481,133491,133493,133494,133495,133499,133591,133592,133594,133596,134003
    Praia Norte - TO:633488
    Praia do Hermenegildo - RS:533264
    Prainha - PA:933534
    Pranchita - PR:463540
    Prata - MG:343431
    Prata - PB:833390
    Prata do Piauí - PI:863250
    Pratinha - MG:343637
    Pratápolis - MG:353533
    Pratânia - SP:143844
    Presidente Alves - SP:143587,143597
    Presidente Bernardes - MG:323538
    Presidente Bernardes - SP:183262
    Presidente Castelo Branco - PR:443250
    Presidente Castelo Branco - SC:493457
    Presidente Dutra - BA:743640
    Presidente Dutra - MA:993663
    Presidente Epitácio - SP:183251,183281
    Presidente Figueiredo - AM:923324
    Presidente Getúlio - SC:473352
    Presidente Juscelino - MG:383724
    Presidente Jânio Quadros - BA:773492
    Presidente Kennedy - ES:283535
    Presidente Kennedy - TO:633467
    Presidente Kubitschek - MG:383545
    Presidente Lucena - RS:513445
    Presidente Médici - MA:983326
    Presidente Médici - RO:693471
    Presidente Nereu - SC:473362
    Presidente Olegário - MG:343811
    Presidente Prudente - SP:182101,182104,183217,183221,183222,183223,183229,183311,183334,183344,183345,183355,18390
    Presidente Prudente - SP:183916,183917,183918,183928,184101
    Presidente Sarney - MA:983384
    Presidente Tancredo Neves - BA:733540
    Presidente Venceslau - SP:183271,183272
    Primavera - PA:913481
    Primavera - PE:813562
    Primavera de Rondônia - RO:693446
    Primavera do Leste - MT:663016,663433,663463,663495,663497,663498,663500
    Primeira Aliança - SP:183708
    Primeira Cruz - MA:983368
    Primeiro de Maio - PR:433235
    Princesa - SC:493641
    Princesa Isabel - PB:833457
    Professor Jamil - GO:643498
    Progresso - MT:653327
    Progresso - RS:513788
    Promissão - SP:143541,143542,143543
    Propriá - SE:793322
    Protásio Alves - RS:543276
    Prudente de Morais - MG:313711
    Prudentópolis - PR:423446
    Pugmil - TO:633397
    Pureza - RN:843266
    Putinga - RS:513777
    Puxinanã - PB:833380
    Pão de Açúcar - AL:823624
    Pé de Serra - BA:753660
    Pérola - PR:443636
    Pérola D'Oeste - PR:463556,463558
    Pérola Independente - PR:443646
    Pólo Cloroquímico de Alagoas - AL:823269
    Pólo Petroquímico Camaçari - BA:713632,713634,713642
    Quadra - SP:153253
    Quaraí - RS:553423
    Quarta Linha - SC:483431
    Quartel Geral - MG:373543
    Quarto Centenário - PR:443546
    Quatiguá - PR:433564
    Quatipuru - PA:913822
    Quatituba - MG:333266
    Quatro Barras - PR:413157,413554,413671,413672
    Quatro Bocas - PA:913734
    Quatro Pontes - PR:453279
    Quatá - SP:183366
    Quebrangulo - AL:823288
    Quedas do Iguaçu - PR:463532,463559
    Queimada Nova - PI:893495
    Queimadas - BA:753644
    Queimadas - PB:833392
    Queimados - RJ:212665,213665,213699,214138
    Queiroz - SP:143458
    Queluz - SP:123147
    Queluzito - MG:313722
    Querência - MT:663529
    Querência do Norte - PR:443462
    Quevedos - RS:553279
    Quijingue - BA:753387
    Quilombo - SC:493346
    Quinta do Sol - PR:443567
    Quintana - SP:143488
    Quinto Bec - RO:693583
    Quintão - RS:513680
    Quinze de Novembro - RS:543322
    Quipapá - PE:813685
    Quirinópolis - GO:643615,643651
    Quiririm - SP:123687
    Quissamã - RJ:222768
    Quitandinha - PR:413623
    Quiterianópolis - CE:883657
    Quixabeira - BA:743676
    Quixabá - PB:833425
    Quixadá - CE:883412,883414
    Quixelô - CE:883579
    Quixeramobim - CE:883441,883444
    Quixeré - CE:883443
    Rafael Fernandes - RN:843358
    Rafael Godeiro - RN:843363
    Rafael Jambeiro - BA:753680
    Rafard - SP:193496
    Rainha do Mar - RS:513603
    Ramilândia - PR:453258
    Rancharia - SP:183255,183265
    Rancho Alegre - PR:433540
    Rancho Alegre D'Oeste - PR:443556
    Rancho Queimado - SC:483275
    Raposa - MA:983229
    Raposo - RJ:223847
    Raposos - MG:313543
    Raul Soares - MG:333351
    Realeza - MG:333333
    Realeza - PR:463543,463549
    Rebouças - PR:423457
    Recanto das Emas - DF:613331,613332,613333,613334,613434
    Recife - PE:812101,812102,812119,812126,812129,812138,812626,813000,813015,813031,813032,813033,813078,813086,813127
    Recife - PE:813131,813194,813198,813201,813204,813212,813217,81322,813231,813236,813252,813253,813265,813269,813271
    Recife - PE:813272,813273,813274,813281,813314,813316,81332,813338,813339,813341,813342,813343,813344,813351,813412
    Recife - PE:813413,813419,81342,813445,813446,813447,813448,813453,813454,81346,813471,813472,813475,813477,813486
    Recife - PE:813497,813821,813972,813974,814003,814007,814009,814062,814102
    Recreio - MG:323444
    Recursolândia - TO:633438
    Redentora - RS:553556
    Redenção - CE:853332
    Redenção - PA:913424,943424,943491
    Redenção da Serra - SP:123676
    Redenção do Gurguéia - PI:893566
    Regeneração - PI:863293
    Regente Feijó - SP:183279
    Reginópolis - SP:143589
    Registro - SP:133821,133822,133828,133829
    Relvado - RS:513776
    Remanso - BA:743535
    Remígio - PB:833364
    Renascença - PR:463550
    Reriutaba - CE:883637
    Resende - RJ:242109,243321,243354,243355,243357,243358,243381,243388
    Resende Costa - MG:323354
    Reserva - PR:423276
    Reserva do Cabaçal - MT:653247
    Reserva do Iguaçu - PR:423651
    Resplendor - MG:333263
    Ressaquinha - MG:323341
    Restinga - SP:163143
    Restinga Seca - RS:553261
    Retirolândia - BA:753202
    Riachinho - MG:383678
    Riacho da Cruz - RN:843374
    Riacho das Almas - PE:813745
    Riacho de Santana - BA:773457
    Riacho de Santana - RN:843387
    Riacho de Santo Antônio - PB:833641
    Riacho dos Cavalos - PB:833449
    Riacho dos Machados - MG:383823
    Riachuelo - RN:843269
    Riachuelo - SE:793269
    Riachão - PB:833639
    Riachão das Neves - BA:773624
    Riachão do Bacamarte - PB:833316
    Riachão do Dantas - SE:793641,793643
    Riachão do Jacuípe - BA:753264,753269
    Rialma - GO:623397
    Ribamar Fiquene - MA:993586
    Ribas do Rio Pardo - MS:673238
    Ribeira - SP:153555
    Ribeira do Amparo - BA:753439
    Ribeira do Pombal - BA:753276
    Ribeiro Gonçalves - PI:893567
    Ribeiro dos Santos - SP:173284
    Ribeirão - PE:813671
    Ribeirão Bonito - PR:433417
    Ribeirão Bonito - SP:163344
    Ribeirão Branco - SP:153551,153553
    Ribeirão Cascalheira - MT:663489
    Ribeirão Claro - PR:433536
    Ribeirão Corrente - SP:163749
    Ribeirão Grande - SP:153544
    Ribeirão Pires - SP:11482
    Ribeirão Preto - SP:162101,162102,162111,162132,162133,162137,162138,163024,163075,163101,163234,163236,163286
    Ribeirão Preto - SP:163315,163323,163421,163434,163456,163512,163514,163515,163519,163601,163603,163604,163605
    Ribeirão Preto - SP:163607,16361,16362,16363,163797,163877,163878,163902,163904,16391,163931,163934,163941,16396
    Ribeirão Preto - SP:163974,163975,163976,163977,163979,163993,163995,163996,164003,193917
    Ribeirão Vermelho - MG:353867
    Ribeirão das Neves - MG:313161,313624,313625,313626,313627,313628
    Ribeirão do Largo - BA:773478
    Ribeirão do Pinhal - PR:433551
    Ribeirão do Sul - SP:143379
    Ribeirão dos Índios - SP:183261
    Ribeirãozinho - MT:663415
    Ribeirópolis - SE:793449
    Rifaina - SP:163135
    Rincão - SP:163395
    Rinópolis - SP:183583
    Rio Acima - MG:313545
    Rio Azul - PR:423463
    Rio Bananal - ES:273265
    Rio Bom - PR:433468
    Rio Bonito - RJ:212734,213634
    Rio Bonito do Iguaçu - PR:423653
    Rio Branco - AC:682101,682102,682106,683025,683026,683028,683211,683212,683213,683214,683216,68322,683242,683244
    Rio Branco - AC:683248,683301,683302,683303,683901,684001,684003,684007,684062
    Rio Branco - MT:653257
    Rio Branco do Ivaí - PR:433467
    Rio Branco do Sul - PR:413652,413973
    Rio Brilhante - MS:673452,673455,673672
    Rio Casca - MG:313871
    Rio Claro - RJ:243332,243334,243335
    Rio Claro - SP:192111,192112,193023,193024,193336,193502,19352,19353,193557,193597,193617
    Rio Claro do Sul - PR:423516
    Rio Crespo - RO:693539
    Rio Doce - MG:313883
    Rio Espera - MG:313753
    Rio Formoso - PE:813678
    Rio Fortuna - SC:483653
    Rio Grande - RS:532125,532126,533035,533045,533201,533204,53323,533293,533717,533931
    Rio Grande da Serra - SP:114820,114821,114826
    Rio Grande do Piauí - PI:893533
    Rio Largo - AL:823261
    Rio Manso - MG:313573
    Rio Maria - PA:943428
    Rio Negrinho - SC:473644
    Rio Negro - MS:673278
    Rio Negro - PR:413543
    Rio Novo - MG:323274
    Rio Novo do Sul - ES:283533
    Rio Paranaíba - MG:343855
    Rio Pardo - RS:513731
    Rio Pardo de Minas - MG:383824
    Rio Piracicaba - MG:313854
    Rio Pomba - MG:323571
    Rio Preto - MG:323283
    Rio Preto da Eva - AM:923328
    Rio Quente - GO:643452,643512
    Rio Real - BA:753426
    Rio Rufino - SC:493279
    Rio Sono - TO:633451
    Rio Tinto - PB:833291
    Rio Verde - GO:642101,642104,643051,643054,643071,643602,643611,643612,643613,643620,643621,643622,643623
    Rio Verde de Mato Grosso - MS:673292,673683
    Rio Vermelho - MG:333436
    Rio da Anta - SC:473135
    Rio da Areia - PR:423414
    Rio da Conceição - TO:633691
    Rio das Antas - SC:493564
    Rio das Flores - RJ:242458
    Rio das Mortes - MG:323374
    Rio das Ostras - RJ:212760,222760,222764,222771,222777,223321
    Rio das Pedras - SP:193493
    Rio de Contas - BA:773475
    Rio de Janeiro - RJ:212005,212016,212025,212103,212108,212132,212133,212136,212153,212173,2122,212301,212303,212380
    Rio de Janeiro - RJ:212391,212394,2124,2125,212730,212868,213002,21301,213020,213030,213032,213035,213077,213078
    Rio de Janeiro - RJ:213084,213089,21310,213113,213114,213116,213118,213131,213133,213137,213138,213139,21315,213171
    Rio de Janeiro - RJ:213194,213198,213201,213202,213207,213208,213212,213213,213219,213221,213222,213224,213227
    Rio de Janeiro - RJ:213229,21323,213252,213263,213267,213274,213279,213288,21329,2133,21340,21341,21342,213431
    Rio de Janeiro - RJ:213432,213433,213434,213445,213448,21345,21346,213481,213483,213484,213485,213504,213512,213513
    Rio de Janeiro - RJ:213520,213525,213528,213534,213543,213551,213553,213554,213555,213621,213626,213688,213724
    Rio de Janeiro - RJ:213733,213736,213747,213806,213809,213813,213814,213816,213818,213820,213823,213824,213826
    Rio de Janeiro - RJ:213828,213830,213833,213835,213837,213839,213847,213849,213850,213852,213855,21386,21387,21388
    Rio de Janeiro - RJ:213890,213891,213895,213899,213916,213923,213938,213970,213974,213976,213977,213978,213980
    Rio de Janeiro - RJ:213982,213987,214007,214062,214118,214501,214503
    Rio do Antônio - BA:773470
    Rio do Campo - SC:473564
    Rio do Fogo - RN:843638
    Rio do Oeste - SC:473543
    Rio do Pires - BA:773693
    Rio do Prado - MG:333744
    Rio do Salto - PR:453352
    Rio do Sul - SC:473300,473411,473520,473521,473522,473525,473531
    Rio dos Bois - TO:633530
    Rio dos Cedros - SC:473154,473386
    Rio dos Índios - RS:543614
    Riolândia - SP:173291,173801
    Riozinho - RS:513548
    Riqueza - SC:493675
    Ritápolis - MG:323356
    Riverlândia - GO:643627
    Riversul - SP:153571
    Roberto - SP:173573
    Roca Sales - RS:513753
    Rochedo - MS:673289
    Rochedo de Minas - MG:323262
    Roda Velha - BA:773684
    Rodeio - SC:473384
    Rodeio Bonito - RS:553798
    Rodeiro - MG:323577
    Rodelas - BA:753285
    Rodolfo Fernandes - RN:843373
    Rodrigues Alves - AC:683342
    Rolante - RS:513547
    Rolim de Moura - RO:693432,693442,693449
    Rolândia - PR:433015,433016,433020,433051,433156,433176,433255,433256,433311,433906
    Romaria - MG:343848
    Romelândia - SC:493624
    Roncador - PR:443575
    Ronda Alta - RS:543364
    Rondinha - RS:543365
    Rondinha Velha - RS:513606
    Rondolândia - MT:663542
    Rondominas - RO:693467
    Rondon - PR:443672
    Rondon do Pará - PA:943326
    Rondonópolis - MT:653421,662101,662103,663022,663023,663026,663027,663301,663302,663321,663410,663421,663423,663424
    Rondonópolis - MT:663427,663439,663902,664141
    Roque Gonzales - RS:553365
    Rorainópolis - RR:953238
    Rosal - RJ:223832
    Rosana - SP:183284,183288
    Roseira - SP:123646
    Rosário - BA:773689
    Rosário - MA:983345
    Rosário Oeste - MT:653356
    Rosário da Limeira - MG:323723
    Rosário do Catete - SE:793274
    Rosário do Ivaí - PR:433465
    Rosário do Sul - RS:553231
    Rubiataba - GO:623325
    Rubim - MG:333746
    Rubinéia - SP:173661
    Rubiácea - SP:183697
    Ruralminas I - MG:383564
    Rurópolis - PA:933543
    Russas - CE:883404,883409,883411
    Ruy Barbosa - BA:753252
    Ruy Barbosa - RN:843636
    Rômulo Campos - BA:743549
    Sabará - MG:31367
    Sabino - SP:143546
    Sabinópolis - MG:333423
    Saboeiro - CE:883526
    Sabáudia - PR:433151,443251
    Sacramento - MG:343351
    Sagres - SP:183558
    Sairé - PE:813748
    Saldanha Marinho - RS:553373
    Sales - SP:173557
    Sales Oliveira - SP:163852
    Salesópolis - SP:114696
    Salete - SC:473563
    Salgadinho - PB:833424
    Salgadinho - PE:813654
    Salgado - SE:793651
    Salgado Filho - PR:463564
    Salgado de São Félix - PB:833280
    Salgadália - BA:753218
    Salgueiro - PE:873871,873946
    Salinas - MG:383841,383842
    Salinas da Margarida - BA:753659
    Salinópolis - PA:913423,913859
    Salitre - CE:883537
    Salmourão - SP:183557
    Saloá - PE:873782
    Saltinho - SC:493656
    Saltinho - SP:193439
    Salto - SP:112811,112840,114021,114027,114028,114029,114098,114456,114602
    Salto Grande - SP:143378
    Salto Veloso - SC:493536
    Salto da Divisa - MG:333725
    Salto de Pirapora - SP:153292,153491,153492
    Salto do Céu - MT:653233
    Salto do Itararé - PR:433579
    Salto do Jacuí - RS:553327
    Salto do Lontra - PR:463538
    Salvador - BA:71210,712136,712203,712223,713003,71301,713025,713038,713043,713052,713083,713105,713113,713115,713118
    Salvador - BA:713164,713167,713176,713177,713183,713186,713198,713203,713204,713205,71321,713221,71323,71324,71325
    Salvador - BA:713261,713264,713267,713270,713271,713272,713273,713276,713283,713285,713286,713291,713297,7133,71340
    Salvador - BA:713412,713414,713417,713431,713433,713444,713450,713451,713452,713453,713460,713461,713462,713472
    Salvador - BA:713473,71348,71349,713500,713501,713521,713533,713555,713612,713616,713797,714003,714007,714009,714062
    Salvador - BA:714101,714102,714109,714112
    Salvador das Missões - RS:553358
    Salvador do Sul - RS:513638
    Salvaterra - PA:913765
    Samambaia - PR:423659
    Samambaia Sul - DF:613357,613358,613359,613458,613459,613559
    Sampaio Correia - RJ:222654
    Sananduva - RS:543343
    Sanchuri - RS:553649
    Sanclerlândia - GO:643679
    Sandolândia - TO:633394
    Sandovalina - SP:183277
    Sanga Puitã - MS:673434
    Sangão - SC:483655,483656
    Sanharó - PE:873836
    Santa Adélia - SP:173571
    Santa Albertina - SP:173633
    Santa Amélia - PR:433544
    Santa Branca - SP:123972,123975
    Santa Brígida - BA:753698
    Santa Bárbara - BA:753236
    Santa Bárbara - MG:313809,313832
    Santa Bárbara D'Oeste - SP:193026,193454,193455,193457,193458,193463,193464,193473,193499,193626,193628,193629
    Santa Bárbara de Goiás - GO:623683
    Santa Bárbara do Leste - MG:333326
    Santa Bárbara do Pará - PA:913656,913776
    Santa Bárbara do Sul - RS:553372
    Santa Bárbara do Tugúrio - MG:323365
    Santa Carmem - MT:663562
    Santa Cecília - PB:833642
    Santa Cecília - SC:493244
    Santa Cecília do Pavão - PR:433270
    Santa Clara D'Oeste - SP:173663
    Santa Clara do Sul - RS:513782
    Santa Cruz - PB:833536
    Santa Cruz - RN:843291
    Santa Cruz - SC:473492
    Santa Cruz Cabrália - BA:733282,733671,733672
    Santa Cruz da Baixa Verde - PE:813846
    Santa Cruz da Conceição - SP:193567
    Santa Cruz da Esperança - SP:163666
    Santa Cruz da Vitória - BA:733627
    Santa Cruz das Palmeiras - SP:193672,193683
    Santa Cruz de Goiás - GO:643472
    Santa Cruz de Monte Castelo - PR:443452
    Santa Cruz do Arari - PA:913658
    Santa Cruz do Capibaribe - PE:813705,813731,813759
    Santa Cruz do Piauí - PI:893445
    Santa Cruz do Rio Pardo - SP:143332,143372,143373
    Santa Cruz do Sul - RS:512106,512107,512109,513053,513056,513711,513713,513715,513717,513719,513740,513902
    Santa Cruz do Xingu - MT:663594
    Santa Efigênia de Minas - MG:333297
    Santa Eliza - PR:443667
    Santa Elvira - MT:663455
    Santa Ernestina - SP:163256
    Santa Filomena - PI:893569
    Santa Fé - PR:443247
    Santa Fé de Minas - MG:383632
    Santa Fé do Araguaia - TO:633470
    Santa Fé do Sul - SP:173631,173641
    Santa Gertrudes - SP:193545
    Santa Helena - MA:983382
    Santa Helena - PB:833542
    Santa Helena - PR:453268,453276
    Santa Helena - SC:493633
    Santa Helena de Goiás - GO:643614,643641
    Santa Helena de Minas - MG:333626
    Santa Inês - BA:733536
    Santa Inês - MA:983653,983681
    Santa Inês - PB:833488
    Santa Inês - PR:443313
    Santa Isabel - GO:623358
    Santa Isabel - SP:114278,114656,114657,114680
    Santa Isabel do Ivaí - PR:443453
    Santa Isabel do Pará - PA:913744
    Santa Isabel do Rio Negro - AM:973441
    Santa Isabel do Rio Preto - RJ:242457
    Santa Izabel do Oeste - PR:463542
    Santa Juliana - MG:343354
    Santa Leopoldina - ES:273266
    Santa Luz - PI:893565
    Santa Luzia - BA:733628
    Santa Luzia - MA:983654
    Santa Luzia - MG:313164,313165,313634,313637,313641,313649
    Santa Luzia - PB:833461
    Santa Luzia - SP:173256
    Santa Luzia D'Oeste - RO:693434
    Santa Luzia do Itanhy - SE:793548
    Santa Luzia do Norte - AL:823268
    Santa Luzia do Paruá - MA:983374
    Santa Luzia do Pará - PA:913445
    Santa Lúcia - PR:453288
    Santa Lúcia - SP:163396
    Santa Lúcia do Piaí - RS:543266
    Santa Margarida - MG:313875
    Santa Margarida do Sul - RS:553615
    Santa Maria - DF:613392,613393,613394,613395
    Santa Maria - PR:453211
    Santa Maria - RN:843635
    Santa Maria - RS:533304,552101,552103,553015,553025,553026,553027,553028,553032,553033,55321,55322,553286,553290
    Santa Maria - RS:553301,553302,553304,553307,553311,553317,553347,553921,554001,554007,554052,554062
    Santa Maria Madalena - RJ:222561
    Santa Maria da Boa Vista - PE:813869,873869
    Santa Maria da Serra - SP:193187,193487
    Santa Maria da Vitória - BA:773483,773496
    Santa Maria das Barreiras - PA:943319
    Santa Maria de Itabira - MG:313838
    Santa Maria de Jetibá - ES:273263
    Santa Maria do Cambucá - PE:813757
    Santa Maria do Herval - RS:513567
    Santa Maria do Oeste - PR:423617,423644
    Santa Maria do Pará - PA:913442
    Santa Maria do Salto - MG:333727
    Santa Maria do Suaçuí - MG:333431
    Santa Maria do Uruará - PA:933582
    Santa Mariana - PR:433531
    Santa Mercedes - SP:183875
    Santa Mônica - PR:443455
    Santa Quitéria - CE:883628
    Santa Quitéria do Maranhão - MA:983476
    Santa Rita - MA:983451
    Santa Rita - PB:833032,833033,833217,833229,833664
    Santa Rita D'Oeste - SP:173643
    Santa Rita da Floresta - RJ:222552
    Santa Rita de Caldas - MG:353734
    Santa Rita de Cássia - BA:773625
    Santa Rita de Ibitipoca - MG:323342
    Santa Rita de Jacutinga - MG:323291
    Santa Rita do Araguaia - GO:643635
    Santa Rita do Itueto - MG:333265
    Santa Rita do Novo Destino - GO:623394
    Santa Rita do Oeste - PR:443648
    Santa Rita do Pardo - MS:673591
    Santa Rita do Passa Quatro - SP:193582,193584,193592
    Santa Rita do Sapucaí - MG:353471,353473
    Santa Rita do Trivelato - MT:653529
    Santa Rosa - RS:553511,553512,553513
    Santa Rosa da Serra - MG:343654
    Santa Rosa de Lima - SC:483654
    Santa Rosa de Viterbo - SP:163954
    Santa Rosa do Piauí - PI:893428
    Santa Rosa do Purus - AC:683615
    Santa Rosa do Sul - SC:483534
    Santa Rosa do Tocantins - TO:633388
    Santa Salete - SP:173662
    Santa Teresa - ES:273259
    Santa Teresinha - BA:753639
    Santa Teresinha - PB:833419
    Santa Tereza - RS:543456
    Santa Tereza - SC:483378
    Santa Tereza do Oeste - PR:453231
    Santa Tereza do Tocantins - TO:633527
    Santa Terezinha - MT:663558
    Santa Terezinha - PE:873859
    Santa Terezinha - RS:513624
    Santa Terezinha - SC:473556
    Santa Terezinha de Itaipu - PR:453541
    Santa Terezinha do Progresso - SC:493657
    Santa Vitória - MG:343251
    Santa Vitória do Palmar - RS:533263
    Santa Zélia - PR:443237
    Santaluz - BA:753265
    Santana - AP:963116,963281,963282,963283,963314
    Santana - BA:773484
    Santana - PR:423551
    Santana da Boa Vista - RS:533258
    Santana da Ponte Pensa - SP:173692
    Santana da Vargem - MG:353858
    Santana de Cataguases - MG:323425
    Santana de Mangueira - PB:833455
    Santana de Parnaíba - SP:11415,114272,114622,114705
    Santana de Pirapama - MG:313717
    Santana do Acaraú - CE:883644
    Santana do Araguaia - PA:943431
    Santana do Cariri - CE:883545
    Santana do Deserto - MG:323275
    Santana do Garambéu - MG:323334
    Santana do Ipanema - AL:823621
    Santana do Itararé - PR:433526
    Santana do Jacaré - MG:353866
    Santana do Livramento - RS:553241,553242,553243,553244,553621
    Santana do Manhuaçu - MG:333373
    Santana do Maranhão - MA:983488
    Santana do Matos - RN:843434
    Santana do Mundaú - AL:823289
    Santana do Paraíso - MG:313251,333251
    Santana do Piauí - PI:893443
    Santana do Seridó - RN:843476
    Santana do São Francisco - SE:793339
    Santana dos Garrotes - PB:833485
    Santana dos Montes - MG:313726
    Santanópolis - BA:753694
    Santarém - PA:932101,933017,933062,933063,933064,933067,933222,933512,933522,933523,933524,933527,933589
    Santarém Novo - PA:913484
    Santiago - RS:553249,553251
    Santiago do Sul - SC:493345
    Santo Afonso - MT:653312
    Santo Amaro - BA:753217,753241
    Santo Amaro da Imperatriz - SC:483245
    Santo Amaro das Brotas - SE:793266
    Santo Amaro do Maranhão - MA:983369
    Santo Anastácio - SP:183263
    Santo André - PB:833308
    Santo André - SP:112228,112828,112829,112896,113438,113439,113705,114421,114424,114427,114428,11443,114454,114461
    Santo André - SP:114462,114463,114468,114469,114473,114474,114477,114509,114852,114976,114978,114979,11499
    Santo Antonuio do Leste - MT:663488
    Santo Antônio - RN:843282
    Santo Antônio Fontoura - MT:663508
    Santo Antônio da Alegria - SP:163668
    Santo Antônio da Barra - GO:643626
    Santo Antônio da Patrulha - RS:513662
    Santo Antônio da Platina - PR:433141,433534,433558
    Santo Antônio das Missões - RS:553367
    Santo Antônio de Goiás - GO:623535
    Santo Antônio de Jesus - BA:753162,753311,753353,753631,753632
    Santo Antônio de Lisboa - PI:893449
    Santo Antônio de Posse - SP:193896
    Santo Antônio de Pádua - RJ:223851,223853,223854
    Santo Antônio do Amparo - MG:353863
    Santo Antônio do Aracanguá - SP:183639
    Santo Antônio do Aventureiro - MG:323286
    Santo Antônio do Caiuá - PR:443443
    Santo Antônio do Descoberto - GO:613606,613626
    Santo Antônio do Iratim - PR:423511
    Santo Antônio do Itambé - MG:333428
    Santo Antônio do Içá - AM:973461
    Santo Antônio do Jacinto - MG:333747
    Santo Antônio do Jardim - SP:193654
    Santo Antônio do Leverger - MT:653341
    Santo Antônio do Monte - MG:373281
    Santo Antônio do Palma - RS:543394
    Santo Antônio do Paraíso - PR:433224
    Santo Antônio do Pinhal - SP:123666
    Santo Antônio do Planalto - RS:543377
    Santo Antônio do Rio Verde - GO:643497
    Santo Antônio do Sudoeste - PR:463563
    Santo Antônio do Tauá - PA:913775
    Santo Antônio dos Lopes - MA:983372,993666
    Santo Antônio dos Milagres - PI:863239
    Santo Augusto - RS:553781
    Santo Cristo - RS:553541
    Santo Estêvão - BA:753245
    Santo Expedito - SP:183267
    Santo Expedito do Sul - RS:543396
    Santo Hipólito - MG:383726
    Santo Inácio - PR:443352
    Santo Inácio do Piauí - PI:893451
    Santo Ângelo - RS:553201,553312,553313,553314,553931
    Santos - SP:132101,132105,132138,133036,133201,133202,133203,133208,133209,133211,133212,133213,133216,133219,133224
    Santos - SP:133227,13323,133251,133258,133261,133269,133271,133272,133273,133278,133279,13328,133291,133295,133296
    Santos - SP:133298,133299,133321,133323,133324,133500,133513,133519,133877,134002,134004,134010
    Santos Dumont - MG:323251,323252
    Santópolis do Aguapeí - SP:183605
    Sao Miguel Arcanjo - SP:153279
    Sapeaçu - BA:753627
    Sapezal - MT:653383
    Sapiranga - RS:513039,513064,513529,513559,513599,513959
    Sapopema - PR:433548
    Sapucaia - PA:943382
    Sapucaia - RJ:242271
    Sapucaia do Sul - RS:513034,513452,513474
    Sapucaí-Mirim - MG:353655
    Sapé - PB:833283
    Saquarema - RJ:222031,222651,222652,222653,222655,223205
    Sarandi - PR:443048,443264,443274,443288,444101
    Sarandi - RS:543361
    Sarapuí - SP:153276
    Sardoá - MG:333296
    Sarutaiá - SP:143387
    Satuba - AL:823266
    Satubinha - MA:983683
    Saubara - BA:713699,753696,753699
    Saudade do Iguaçu - PR:463246
    Saudades - SC:493334
    Saúde - BA:743633
    Schroeder - SC:473374
    Seabra - BA:753331
    Seara - SC:493452,493491
    Sebastianópolis do Sul - SP:173837
    Sebastião Laranjeiras - BA:773668
    Seberi - RS:553746
    Secretário - RJ:242228
    Sede Alvorada - PR:453271
    Sede Nova - RS:553526
    Segredo - RS:513745
    Selbach - RS:543387
    Selvíria - MS:673579
    Sena Madureira - AC:683612
    Senador Alexandre Costa - MA:993569
    Senador Amaral - MG:353437
    Senador Canedo - GO:623010,623512,623532,624105
    Senador Cortes - MG:323287
    Senador Elói de Souza - RN:843255
    Senador Firmino - MG:323536
    Senador Georgino Avelino - RN:843248
    Senador Guiomard - AC:683232
    Senador José Bento - MG:353426
    Senador José Porfírio - PA:913556
    Senador La Roque - MA:993537
    Senador Modestino Gonçalves - MG:383525
    Senador Pompeu - CE:883449
    Senador Rui Palmeira - AL:823634
    Senador Sá - CE:883668
    Sengés - PR:433567,433616
    Senhor do Bonfim - BA:743221,743541,743542
    Senhora das Dores - MG:323393
    Senhora de Oliveira - MG:313755
    Senhora do Porto - MG:333424
    Senhora dos Remédios - MG:323343
    Sentinela do Sul - RS:513679
    Sento Sé - BA:743537
    Serafina Corrêa - RS:543444
    Seridó - PB:833388
    Seringueiras - RO:693623
    Seritinga - MG:353322
    Seropédica - RJ:212681,212682,213787
    Serra - ES:273051,273064,273065,273079,273080,273138,273245,273251,273253,273341,273385,274102
    Serra Alta - SC:493364
    Serra Azul - MG:313537
    Serra Azul - SP:163982
    Serra Azul de Minas - MG:383547
    Serra Branca - PB:833354
    Serra Caiada - RN:843293
    Serra Dourada - BA:773686
    Serra Dourada - MT:663472
    Serra Grande - PB:833498
    Serra Negra - SP:193842,193892
    Serra Negra do Norte - RN:843426
    Serra Pelada - PA:943314
    Serra Preta - BA:753697
    Serra Talhada - PE:813831,873831,873929,873945
    Serra da Raiz - PB:833684
    Serra de São Bento - RN:843289
    Serra do Mel - RN:843334
    Serra do Navio - AP:963321
    Serra do Ramalho - BA:773620
    Serra do Salitre - MG:343833
    Serra dos Aimorés - MG:333625
    Serra dos Dourados - PR:443668
    Serrana - SP:163489,163987
    Serrania - MG:353284
    Serranópolis - GO:643668
    Serranópolis do Iguaçu - PR:453236
    Serraria - PB:833275
    Serrinha - BA:753261
    Serrinha - RN:843284
    Serrinha dos Pintos - RN:843398
    Serrita - PE:873882
    Serro - MG:383541
    Serrolândia - BA:743631
    Serrolândia - PE:873964
    Sertaneja - PR:433562
    Sertanópolis - PR:433232
    Sertânia - PE:873841
    Sertão - RS:543345
    Sertão Santana - RS:513495
    Sertãozinho - PB:833685
    Sertãozinho - SP:162105,163041,163042,163475,163491,163511,163513,163521,163524,163942,163945,163946,163947
    Sete Barras - SP:133872
    Sete Lagoas - MG:312106,312107,312146,313026,313107,313151,313152,313153,313771,313775,313779,314113
    Sete Quedas - MS:673479
    Severiano Melo - RN:843372
    Severiano de Almeida - RS:543525
    Severínia - SP:173817
    Siderópolis - SC:483435
    Sidrolândia - MS:673216,673272
    Silva Jardim - RJ:222668
    Silva Jardim - RS:543434
    Silvanópolis - TO:633542
    Silveira Martins - RS:553224
    Silveiras - SP:123102,123106
    Silveirânia - MG:323572
    Silves - AM:923528
    Silvianópolis - MG:353451
    Silvânia - GO:623332
    Simione - MT:663507
    Simolândia - GO:623488
    Simonésia - MG:333336
    Simplício Mendes - PI:893482
    Simão Dias - SE:793611,793615
    Simão Pereira - MG:323272
    Simões - PI:893456
    Simões Filho - BA:713216,713296,713298,713396,713594,714117
    Sinimbu - RS:513708
    Sinop - MT:653531,663015,663211,663511,663515,663517,663531,663532,663533,663535
    Siqueira Campos - PR:433571
    Sirinhaém - PE:813576,813577
    Siriri - SE:793297
    Sobradinho - BA:743538
    Sobradinho - DF:613302,613387,613453,613454,613478,613483,613485,613487,613591,613595
    Sobradinho - RS:513742
    Sobral - CE:883111,883112,883611,883613,883614,883677,883695
    Sobrália - MG:333232
    Socavão - PR:423245
    Socorro - SP:193855,193895,193955
    Socorro do Piauí - PI:893480
    Sodrélia - SP:143376
    Soledade - PB:833383
    Soledade - RS:543381
    Soledade de Minas - MG:353333
    Solidão - PE:873830
    Solonópole - CE:883518
    Solânea - PB:833363
    Sombrio - SC:483533
    Sonora - MS:673254
    Sooretama - ES:273273
    Sorocaba - SP:152101,152102,152104,152105,153003,15301,153026,153141,153202,15321,15322,15323,153293,153302,153311
    Sorocaba - SP:153313,153321,153325,153327,153330,153334,153335,153336,153339,153342,153388,15341,153519,154009
    Sorriso - MT:663212,663513,663544,663545,663584
    Soure - PA:913741
    Sousa - PB:833521,833522,833525
    Souto Soares - BA:753339
    Subaúma - BA:753433
    Subsede São Francisco - PR:453285
    Sucupira - TO:633399
    Sucupira do Norte - MA:993559
    Sucupira do Riachão - MA:993553
    Sud Mennucci - SP:183786
    Sul Brasil - SC:493367
    Sulina - PR:463244
    Sumaré - SP:193306,193396,193399,193803,193822,193828,193873,193883,193903,194113
    Sumidouro - RJ:222531
    Sumé - PB:833353
    Surubim - PE:813604,813624,813634
    Sussuapara - PI:893425
    Sussuarana - BA:773499
    Suzano - SP:112891,113409,114256,114292,114295,114731,11474,114751,114759,114853
    Suzanápolis - SP:183706
    Sátiro Dias - BA:753446
    São Benedito - CE:883626
    São Benedito do Rio Preto - MA:983468
    São Benedito do Sul - PE:813684
    São Bentinho - PB:833429
    São Bento - MA:983383
    São Bento - PB:833444
    São Bento Abade - MG:353236
    São Bento do Norte - RN:843260
    São Bento do Sapucaí - SP:123971
    São Bento do Sul - SC:473059,473626,473631,473633,473634,473635,474104
    São Bento do Tocantins - TO:633487
    São Bento do Trairí - RN:843298
    São Bento do Una - PE:813735
    São Bernardino - SC:493654
    São Bernardo - MA:983477
    São Bernardo do Campo - SP:112831,112834,112897,113135,113303,113412,113423,113424,113907,114103,114104,114109,11412
    São Bernardo do Campo - SP:114173,114174,114176,114177,114178,114317,11433,11434,11435,11436,11439
    São Bonifácio - SC:483252
    São Borja - RS:553430,553431
    São Brás - AL:823555
    São Brás - RS:543207
    São Brás do Suaçuí - MG:313738
    São Caetano - PE:813736
    São Caetano de Odivelas - PA:913767
    São Caetano do Sul - SP:112835,113422,113565,11422,114233,114234
    São Carlos - SC:493325
    São Carlos - SP:162106,162107,163116,163306,163307,163351,16336,16337,163411,163412,163413,163415,163501,163509
    São Carlos do Ivaí - PR:443438
    São Clemente - PR:453275
    São Cristovão do Sul - SC:493253
    São Cristóvão - SE:793257,793261
    São Desidério - BA:773623
    São Domingos - BA:753695
    São Domingos - GO:623425
    São Domingos - RO:693654
    São Domingos - SC:493443
    São Domingos - SE:793455
    São Domingos do Araguaia - PA:943332
    São Domingos do Azeitão - MA:993545
    São Domingos do Capim - PA:913483
    São Domingos do Cariri - PB:833357
    São Domingos do Maranhão - MA:993578
    São Domingos do Norte - ES:273742
    São Domingos do Prata - MG:313856
    São Domingos do Sul - RS:543349
    São Felipe - BA:753628
    São Felipe do Oeste - RO:693445
    São Fernando - RN:843428
    São Fidélis - RJ:222751,222758
    São Francisco - MG:383631
    São Francisco - PB:833545
    São Francisco - SP:173693
    São Francisco de Assis - RS:553252,553506
    São Francisco de Assis do Piauí - PI:893496
    São Francisco de Goiás - GO:623305
    São Francisco de Itabapoana - RJ:222727
    São Francisco de Paula - MG:373332
    São Francisco de Paula - RJ:222789
    São Francisco de Paula - RS:543244
    São Francisco de Sales - MG:343413
    São Francisco do Brejão - MA:993587
    São Francisco do Conde - BA:713651,713652
    São Francisco do Glória - MG:323754
    São Francisco do Guaporé - RO:693621
    São Francisco do Oeste - RN:843378
    São Francisco do Pará - PA:913774
    São Francisco do Piauí - PI:893558
    São Francisco do Sul - SC:473204,473233,473442,473444,473449,473459,473471
    São Félix - BA:753438
    São Félix do Araguaia - MT:663522
    São Félix do Coribe - BA:773491
    São Félix do Piauí - PI:863295
    São Félix do Xingu - PA:943435
    São Gabriel - BA:743620
    São Gabriel - RS:553232,553237
    São Gabriel da Cachoeira - AM:973471,973473
    São Gabriel da Palha - ES:273727
    São Gabriel de Goiás - GO:613679
    São Gabriel do Oeste - MS:673295
    São Geraldo - MG:323556
    São Geraldo da Piedade - MG:333238
    São Geraldo do Araguaia - PA:943331
    São Gonçalo - PB:833556
    São Gonçalo - RJ:212088,212251,212479,21260,212646,212712,212713,212728,213119,213611,213716,213856,213857
    São Gonçalo do Abaeté - MG:383563
    São Gonçalo do Amarante - CE:853315,853372
    São Gonçalo do Amarante - RN:843227,843229,843278
    São Gonçalo do Pará - MG:373234
    São Gonçalo do Piauí - PI:863289
    São Gonçalo do Rio Abaixo - MG:313833
    São Gonçalo do Rio Preto - MG:383546
    São Gonçalo do Sapucaí - MG:353241
    São Gonçalo dos Campos - BA:753246
    São Gotardo - MG:343671
    São Jerônimo - RS:513651
    São Jerônimo da Serra - PR:433267
    São Joaquim - SC:493233
    São Joaquim da Barra - SP:163728,163810,163811,163818
    São Joaquim de Bicas - MG:313111
    São Joaquim do Monte - PE:813753
    São Jorge - PR:453550
    São Jorge - RS:543271
    São Jorge D'Oeste - PR:463534
    São Jorge do Ivaí - PR:443243
    São Jorge do Patrocínio - PR:443634
    São José - PA:933596
    São José - SC:483029,483034,483035,483047,483049,483089,483090,483214,483241,483246,483247,483257,483258,483259
    São José - SC:483278,483343,483346,483357,483372,483381
    São José Laranjeiras - SP:183379
    São José da Bela Vista - SP:163142
    São José da Boa Vista - PR:433565
    São José da Coroa Grande - PE:813688
    São José da Lagoa Tapada - PB:833538
    São José da Laje - AL:823285
    São José da Lapa - MG:313623
    São José da Mata - PB:833314
    São José da Safira - MG:333293
    São José da Tapera - AL:823622
    São José da Varginha - MG:373275
    São José da Vitória - BA:733694
    São José das MissõEs - RS:553753
    São José das Palmeiras - PR:453259
    São José de Caiana - PB:833489
    São José de Mipibu - RN:843273
    São José de Piranhas - PB:833552
    São José de Ribamar - MA:983224
    São José de Ubá - RJ:223866
    São José do Alegre - MG:353645
    São José do Barreiro - SP:123117
    São José do Belmonte - PE:873884
    São José do Calçado - ES:283556
    São José do Campestre - RN:843294
    São José do Cedro - SC:493643
    São José do Cerrito - SC:493242
    São José do Couto - MT:663408
    São José do Divino - MG:333582
    São José do Divino - PI:863346
    São José do Egito - PE:873844
    São José do Herval - RS:543325
    São José do Hortêncio - RS:513571
    São José do Jacuri - MG:333433
    São José do Jacuípe - BA:743675
    São José do Mantimento - MG:333335
    São José do Norte - RS:533238
    São José do Ouro - RS:543352
    São José do Peixe - PI:893554
    São José do Piauí - PI:893447
    São José do Povo - MT:663494
    São José do Rio Claro - MT:653386,663386
    São José do Rio Pardo - SP:193608,193681,193682,193684
    São José do Rio Preto - SP:172136,172137,173011,173012,173016,173121,173122,173201,173202,173203,173209,17321,17322
    São José do Rio Preto - SP:17323,173251,173301,173302,173334,173353,173354,173355,173512,173513,174003,174004,174009
    São José do Sabugi - PB:833467
    São José do Seridó - RN:843478
    São José do Vale do Rio Preto - RJ:242224
    São José do Xingu - MT:663568
    São José dos Ausentes - RS:543234
    São José dos Campos - SP:122134,122136,122139,123003,123004,123018,123019,123021,123027,123042,123131,12320,123302
    São José dos Campos - SP:123321,123322,123431,123512,123519,123600,123876,123878,12390,12391,12392,12393,12394
    São José dos Campos - SP:123966,124004,124109
    São José dos Cordeiros - PB:833309
    São José dos Pinhais - PR:413035,413058,413081,413096,413116,413134,413146,413282,413283,413358,413375,413382,413383
    São José dos Pinhais - PR:413384,413385,413398,413405,413517,413534,413556,413586,413587,413588,413634,413635
    São José dos Quatro Marcos - MT:653251
    São José dos Ramos - PB:833682
    São João - PE:873784
    São João - PR:443633,463533
    São João Batista - MA:983359
    São João Batista - SC:483014,483265
    São João Batista do Glória - MG:353524
    São João D'Aliança - GO:623438
    São João Del Rei - MG:323323,323371,323372,323373,323379
    São João Evangelista - MG:333412
    São João Nepomuceno - MG:323261,323267
    São João Novo - SP:114716
    São João d'Oeste - PR:453346
    São João da Baliza - RR:953235
    São João da Barra - RJ:222741
    São João da Boa Vista - SP:193056,193366,193602,193622,193623,193624,193625,19363
    São João da Canabrava - PI:893429
    São João da Fronteira - PI:863345
    São João da Mata - MG:353455
    São João da Paraúna - GO:643560
    São João da Ponte - MG:383234
    São João da Serra - PI:863251
    São João da Serra Negra - MG:343836
    São João da Urtiga - RS:543532
    São João das Duas Pontes - SP:173481
    São João de Iracema - SP:173875
    São João de Itaguaçu - SP:173553
    São João de Meriti - RJ:212651,212655,212656,212751,212752,212753,212755,212756,212774,213668,21375
    São João de Pirabas - PA:913449
    São João do Araguaia - PA:943379
    São João do Arraial - PI:863385
    São João do Caiuá - PR:443445
    São João do Cariri - PB:833355
    São João do Itaperiú - SC:473458
    São João do Ivaí - PR:433477
    São João do Jaguaribe - CE:883420
    São João do Manhuaçu - MG:333377
    São João do Manteninha - MG:333242
    São João do Oeste - SC:493636
    São João do Oriente - MG:333356
    São João do Paraíso - BA:733629
    São João do Paraíso - MG:383832
    São João do Paraíso - RJ:223865
    São João do Pau D'Alho - SP:183857
    São João do Piauí - PI:893483
    São João do Polêsine - RS:553269
    São João do Rio do Peixe - PB:833535
    São João do Sabugi - RN:843425
    São João do Soter - MA:993567
    São João do Sul - SC:483539
    São João do Tigre - PB:833352
    São João do Triunfo - PR:423447
    São João dos Patos - MA:993551
    São Julião - PI:893438
    São Leopoldo - RS:513037,513099,513134,513509,513554,513566,513568,513575,513579,513588,513589,513590,513591,513592
    São Leopoldo - RS:513952
    São Lourenço - MG:353331,353332,353339,353695
    São Lourenço - PR:443627
    São Lourenço da Mata - PE:813319,813517,813519,813525,814112
    São Lourenço da Serra - SP:114686,114687
    São Lourenço do Oeste - SC:493344
    São Lourenço do Sul - RS:533251
    São Lourenço do Turvo - SP:163389
    São Ludgero - SC:483657
    São Luiz - RR:953537
    São Luiz D'Oeste - PR:453280
    São Luiz Gonzaga - RS:553352
    São Luiz do Purunã - PR:413651
    São Luís - MA:982016,982106,982109,983004,983011,983012,983013,983014,983015,98308,983181,983182,983194,983198
    São Luís - MA:983212,983213,983214,983217,983218,98322,98323,98324,98325,983262,983264,983268,983269,983271,983272
    São Luís - MA:983273,983276,983278,983302,983304,983311,983312,983313,983878,984002,984009,984141
    São Luís Gonzaga do Maranhão - MA:993631
    São Luís de Montes Belos - GO:643601,643671
    São Luís do Curu - CE:853355
    São Luís do Paraitinga - SP:123671
    São Luís do Quitunde - AL:823254
    São Mamede - PB:833462
    São Manoel do Paraná - PR:443644
    São Manuel - SP:143812,143841,143842
    São Marcos - RS:543034,543291
    São Martinho - PR:433240
    São Martinho - RS:553533
    São Martinho da Serra - RS:553277
    São Mateus - ES:273312,273313,273761,273763,273767,273771,273773
    São Mateus do Maranhão - MA:993639
    São Mateus do Sul - PR:423520,423532,423912
    São Miguel - RN:843353
    São Miguel - RS:553270
    São Miguel Arcanjo - SP:153379
    São Miguel da Boa Vista - SC:493667
    São Miguel da Serra - SC:473674
    São Miguel das Matas - BA:753676
    São Miguel das Missões - RS:553381
    São Miguel de Taipu - PB:833629
    São Miguel do Aleixo - SE:793465
    São Miguel do Anta - MG:313897
    São Miguel do Araguaia - GO:623364
    São Miguel do Fidalgo - PI:893547
    São Miguel do Guamá - PA:913446
    São Miguel do Guaporé - RO:693642
    São Miguel do Iguaçu - PR:453540,453565
    São Miguel do Oeste - SC:493621,493622,493631
    São Miguel do Passa Quatro - GO:623407
    São Miguel do Tapuio - PI:863249
    São Miguel do Tocantins - TO:633447
    São Miguel dos Campos - AL:823271
    São Miguel dos Milagres - AL:823295
    São Nicolau - RS:553363
    São Patrício - GO:623340
    São Paulo - SP:1120,1121,1122,112301,112317,112318,112319,112321,112331,112334,112335,112336,112341,112342,112346
    São Paulo - SP:112347,112352,112354,112392,112501,112503,112504,112506,112507,112516,112518,112521,112523,112524
    São Paulo - SP:112528,112532,112533,112535,112536,112547,112549,11255,11256,11257,11258,112591,112592,112594,112597
    São Paulo - SP:112599,11260,112612,112618,112621,112622,112623,112625,112628,11263,112641,112642,112643,112646
    São Paulo - SP:112647,112651,112652,112653,112654,112655,112661,112662,112663,11267,112682,112683,112684,112685
    São Paulo - SP:112687,11269,112703,112704,112705,112707,112712,112717,112719,11272,11273,11274,112751,112752,112753
    São Paulo - SP:112754,112771,112772,112773,112781,112783,112784,112785,112787,11279,112813,112827,112836,112837
    São Paulo - SP:112838,112839,112841,112843,112848,112849,11285,112861,112862,112864,112867,112886,112892,112893
    São Paulo - SP:112894,112895,1129,1130,11310,113112,113113,113115,113117,113120,113122,113129,113133,113138,11314
    São Paulo - SP:113151,113152,113153,113158,113159,11316,113170,113171,113175,113177,113178,113180,113188,113191
    São Paulo - SP:113192,113198,1132,113301,113304,113305,113307,11331,11332,11333,11334,113353,113354,113357,113359
    São Paulo - SP:113361,113362,113365,113367,113368,113371,113375,113376,113377,113383,113384,113389,113392,113393
    São Paulo - SP:113399,113411,113429,113434,113441,113442,113443,113444,11345,11346,11347,11348,11349,113501,113502
    São Paulo - SP:113505,113507,113512,113513,113514,113515,113518,11352,11353,11354,113552,113554,113555,113556,113559
    São Paulo - SP:11356,113571,113572,113576,113578,113583,113584,113585,113594,113595,113596,11361,11362,113633,113636
    São Paulo - SP:113637,113638,11364,11366,11367,1137,1138,1139,114005,114007,114009,114052,114062,114081,114082
    São Paulo - SP:114083,114084,114096,114282,114302,114349,114373,11450,114571,114837,114871,114873,114911,114912
    São Paulo - SP:114914,114916,11501,115021,115029,115031,115032,115034,115041,115042,115044,115049,11505,115061
    São Paulo - SP:115062,115063,115066,115068,11507,11508,115090,115092,115094,115095,115097,115102,115103,115105
    São Paulo - SP:115111,115112,11518,115212,115213,115486,1155,115611,115612,115614,115615,115616,11562,115631,115632
    São Paulo - SP:115634,115635,115641,115642,115643,115645,115646,11566,11567,11568,115691,115693,115695,115696,115787
    São Paulo - SP:115812,115816,115817,115818,115819,115833,115839,115845,115851,115852,115853,115854,115855,11587
    São Paulo - SP:11589,115904,115906,115907,115908,11592,115931,115932,115933,115934,11597,195657
    São Paulo das Missões - RS:553563
    São Paulo de Olivença - AM:973431
    São Paulo do Potengi - RN:843251
    São Pedro - RN:843254
    São Pedro - SP:193481,193483
    São Pedro da Aldeia - RJ:222621,222627,223308
    São Pedro da Cipa - MT:663418
    São Pedro da Serra - RS:513645
    São Pedro da União - MG:353554
    São Pedro de Alcântara - SC:483277
    São Pedro de Caldas - MG:353737
    São Pedro do Butiá - RS:553369
    São Pedro do Iguaçu - PR:453255
    São Pedro do Ivaí - PR:433451
    São Pedro do Paraná - PR:443444,443464
    São Pedro do Piauí - PI:863280
    São Pedro do Suaçuí - MG:333434
    São Pedro do Sul - RS:553276
    São Pedro do Turvo - SP:143377
    São Pedro dos Crentes - MA:993604
    São Pedro dos Ferros - MG:333352
    São Rafael - RN:843336
    São Raimundo Nonato - PI:863582,893582
    São Raimundo das Mangabeiras - MA:993547
    São Romão - MG:383624
    São Roque - SP:114130,11471,114784
    São Roque de Minas - MG:373433
    São Roque do Canaã - ES:273729
    São Salvador do Tocantins - TO:633396
    São Sebastião - AL:823542
    São Sebastião - DF:613335
    São Sebastião - SP:123861,123862,123864,123891,123892,123893
    São Sebastião da Amoreira - PR:433265
    São Sebastião da Bela Vista - MG:353453
    São Sebastião da Boa Vista - PA:913764
    São Sebastião da Grama - SP:193646
    São Sebastião de Lagoa de Roça - PB:833387
    São Sebastião do Alto - RJ:222556,222559
    São Sebastião do Caí - RS:513635
    São Sebastião do Maranhão - MG:333432
    São Sebastião do Oeste - MG:373286
    São Sebastião do Paraíso - MG:353411,353531,353532,353539,353558
    São Sebastião do Passé - BA:713655,713656
    São Sebastião do Rio Preto - MG:313867
    São Sebastião do Rio Verde - MG:353365
    São Sebastião do Tocantins - TO:633426
    São Sebastião do Uatumã - AM:923572
    São Sebastião do Umbuzeiro - PB:833304
    São Sepé - RS:553233
    São Silvestre - SP:123957
    São Simão - GO:643658
    São Simão - SP:163488,163984
    São Thomé das Letras - MG:353237
    São Tiago - MG:323376
    São Tomás de Aquino - MG:353535
    São Tomé - PR:443607
    São Tomé - RN:843258
    São Valentim - RS:543373
    São Valentim do Sul - RS:543472
    São Valério da Natividade - TO:633359
    São Vendelino - RS:513639
    São Vicente - RN:843436
    São Vicente - SP:133048,133406,13346,13356,133576,133579,134104
    São Vicente Ferrer - PE:813655
    São Vicente de Minas - MG:353323
    São Vicente de Paula - RJ:222666
    São Vicente do Sul - RS:553257
    Sério - RS:513770
    Sítio D'Abadia - GO:623483
    Sítio Novo - MG:313523
    Sítio Novo - RN:843252
    Sítio Novo do Tocantins - TO:633446
    Sítio do Mato - BA:773671
    Sítio do Quinto - BA:753296
    Tabaporã - MT:663557
    Tabapuã - SP:173562
    Tabatinga - AM:973412
    Tabatinga - SP:163321,163385
    Tabira - PE:873847
    Tabocal - PA:933597
    Tabocas do Brejo Velho - BA:773657
    Taboleiro Grande - RN:843375
    Taboquinha - GO:613697
    Taboão da Serra - SP:113416,113418,114135,114137,114138,114701,114786,114787
    Tabuleiro - MG:323253
    Tabuleiro do Norte - CE:883424
    Tacaimbó - PE:813755
    Tacaratu - PE:873843
    Taciba - SP:183997
    Tacuru - MS:673478,673675
    Tagaçaba - PR:413414
    Taguatinga - DF:613027,613044,613048,613336,613351,613352,613353,613355,613356,613397,613401,613456,613561,613562
    Taguatinga - DF:613563,613597
    Taguatinga - TO:633654
    Taguaí - SP:143386
    Taiaçu - SP:163275
    Tailândia - PA:913752
    Taiobeiras - MG:383845
    Taipu - RN:843264
    Taió - SC:473562
    Taiúva - SP:163246
    Talhado - SP:173829
    Talismã - TO:633385
    Tamandaré - PE:813676
    Tamarana - PR:433398,433399
    Tambaú - SP:193673,193675
    Tamboara - PR:443460
    Tamboril - CE:883617
    Tanabi - SP:173272,173274
    Tangará - RN:843292
    Tangará - SC:493532,493592
    Tangará da Serra - MT:653311,653325,653326,653329,653339
    Tanguá - RJ:212747
    Tanhaçu - BA:773459
    Tanque D'Arca - AL:823278
    Tanque Novo - BA:773695
    Tanque do Piauí - PI:893427
    Tanquinho - BA:753249
    Tanquinho - SP:193431
    Tapauá - AM:973391
    Tapejara - PR:443677
    Tapejara - RS:543344,543617
    Tapera - RS:543385
    Taperoá - BA:753664
    Taperoá - PB:833463
    Tapes - RS:513672
    Tapinas - SP:163265
    Tapira - MG:343633
    Tapira - PR:443679
    Tapiramutá - BA:743635
    Tapiratiba - SP:193657
    Tapiraí - MG:373423
    Tapiraí - SP:153277
    Tapurah - MT:663547
    Taquara - RS:513179,513541,513542,513544
    Taquaral - SP:163958
    Taquaral de Goiás - GO:623384
    Taquarana - AL:823425
    Taquaraçu de Minas - MG:313684
    Taquari - RS:513653
    Taquaritinga - SP:163252,163253
    Taquaritinga do Norte - PE:813733
    Taquarituba - SP:143762
    Taquarivaí - SP:153534,153584
    Taquarussu - MS:673444
    Taquarussu do Porto - TO:633554
    Taquaruçu do Sul - RS:553739
    Tarabai - SP:183289
    Tarauacá - AC:683462
    Tarrafas - CE:883549
    Tartarugalzinho - AP:963422
    Tarumirim - MG:333233
    Tarumã - SP:183329,183373
    Tasso Fragoso - MA:993543
    Tatuí - SP:133855,153022,153205,153251,153259,153305,153324,153451
    Taubaté - SP:122123,122125,123011,123022,123025,123026,123411,123413,123421,123424,123426,123432,123601,123602
    Taubaté - SP:123608,123609,12362,123631,123632,123633,123634,123635,123681,123682,123686,124104
    Taunay - MS:673258
    Tauá - CE:883416,883437
    Tavares - PB:833450
    Tavares - RS:513674
    Tefé - AM:973343
    Teixeira - PB:833472
    Teixeira Soares - PR:423460
    Teixeira de Freitas - BA:732011,733011,733013,733263,733291,733292,733311,733665,733682
    Teixeiras - MG:313895
    Teixeirópolis - RO:693465
    Tejupá - SP:143385
    Tejuçuoca - CE:853323
    Telha - SE:793364
    Telêmaco Borba - PR:423221,423271,423272,423273,423904
    Tenente Ananias - RN:843386
    Tenente Laurentino Cruz - RN:843438
    Tenente Portela - RS:553551
    Tenório - PB:833644
    Teodoro Sampaio - BA:753237
    Teodoro Sampaio - SP:183282
    Teofilândia - BA:753268
    Teolândia - BA:733279
    Teotônio Vilela - AL:823543
    Terenos - MS:673246,673681
    Teresina - PI:862106,862107,863081,863086,863087,863089,863122,863131,863133,863194,863198,863214,863216,863219
    Teresina - PI:86322,863301,863302,863303,863304,864009,864020
    Teresina de Goiás - GO:623467
    Teresópolis - RJ:212008,212152,212641,212642,212643,212741,212742,212743,213097,213099,213642,213643,213644,213726
    Terezinha - PE:873792
    Termas do Gravatal - SC:483648
    Terra Alta - PA:913662
    Terra Boa - PR:443641
    Terra Nova - BA:753238
    Terra Nova - PE:873892
    Terra Nova do Norte - MT:663534
    Terra Nova do Piquirí - PR:443557
    Terra Preta - SP:114486,114818
    Terra Rica - PR:443441
    Terra Roxa - PR:443645
    Terra Roxa - SP:173395
    Terra Santa - PA:933538
    Terra de Areia - RS:513666
    Tesouro - MT:663435
    Teçaindá - SP:183274
    Teófilo Otoni - MG:333087,333521,333522,333523,333528,333529,333536
    Theobroma - RO:693523
    Tianguá - CE:883671
    Tibagi - PR:423275,423916
    Tibau - RN:843326
    Tibiriçá - SP:143279
    Tietê - SP:152108,153282,153285
    Tigrinhos - SC:493658
    Tijucas - SC:483263,483345,483641
    Tijucas do Sul - PR:413629,413674
    Timbaúba - PE:813631
    Timbaúba dos Batistas - RN:843427
    Timbiras - MA:993668
    Timburi - SP:143389
    Timbuí - ES:273277
    Timbé do Sul - SC:483536
    Timbó - SC:473312,473382,473399
    Timbó Grande - SC:493252
    Timon - MA:993117,993118,993212,993317,993326
    Timóteo - MG:313039,313849
    Tiradentes - MG:323355
    Tiradentes do Sul - RS:553617
    Tiros - MG:343853
    Tobias Barreto - SE:793541
    Tocantins - MG:323574
    Tocantinópolis - TO:633471
    Tocantínia - TO:633367
    Toledo - MG:353436
    Toledo - PR:452103,453054,453055,453056,453252,453273,453274,453277,453278,453378,453379,453421
    Tomar do Geru - SE:793545
    Tomazina - PR:433563
    Tombos - MG:323751
    Tomé-Açu - PA:913727
    Tomé-Açú - PA:913829
    Tonantins - AM:973464
    Toritama - PE:813741
    Torixoréu - MT:663406
    Torre de Pedra - SP:153252
    Torres - RS:513605,513626,513664
    Torrinha - SP:143656
    Touros - RN:843263,843693
    Trabiju - SP:163349
    Tracuateua - PA:913485
    Tracunhaém - PE:813646
    Traipu - AL:823536
    Trairi - CE:853351
    Trairão - PA:933559
    Trajano de Morais - RJ:222564
    Tramandaí - RS:513661,513684
    Trancoso - BA:733668
    Travesseiro - RS:513759
    Travessão - BA:733697
    Travessão - RJ:222748
    Tremedal - BA:773494
    Tremembé - SP:123607,123672,123674
    Treviso - SC:483469
    Treze Tílias - SC:493537
    Treze de Maio - SC:483625
    Trindade - GO:623505,623506,624106
    Trindade - PE:873870
    Trindade do Sul - RS:543541
    Triunfo - PB:833539
    Triunfo - PE:873846
    Triunfo - RO:693233
    Triunfo - RS:513654,513721
    Triunfo Potiguar - RN:843368
    Trombudo Central - SC:473544
    Três Arroios - RS:543526
    Três Barras - SC:473623
    Três Barras do Paraná - PR:453235
    Três Cachoeiras - RS:513667
    Três Corações - MG:35323,353691
    Três Coroas - RS:513157,513546
    Três Fronteiras - SP:173691
    Três Lagoas - MS:672105,673221,673509,673521,673522,673524,673557,673919,673929
    Três Marias - MG:383754
    Três Palmeiras - RS:543367
    Três Passos - RS:553522
    Três Pontas - MG:353265,353266
    Três Ranchos - GO:643475
    Três Rios - RJ:242251,242252,242255
    Três de Maio - RS:553535
    Tubarão - SC:483043,483052,483053,483199,483301,483622,483626,483631,483632,483906
    Tucano - BA:753256,753272
    Tucumã - PA:943433
    Tucunduva - RS:553542
    Tucuruí - PA:943787
    Tuiuti - SP:114015
    Tuiutí - RS:543458
    Tumiritinga - MG:333235
    Tunas - PR:413659
    Tunas - RS:513767
    Tuneiras do Oeste - PR:443565,443653
    Tuntum - MA:993522
    Tunápolis - SC:493632
    Tupaciguara - MG:343281
    Tupanatinga - PE:873856
    Tupanciretã - RS:553272
    Tuparendi - RS:553543,553595
    Tuparetama - PE:873828
    Tupi Paulista - SP:183851
    Tupirama - TO:633497
    Tupiratins - TO:633449
    Tupã - SP:143404,143441,143491,143495,143496,143722
    Tupãssi - PR:443544
    Turiaçu - MA:983397
    Turiúba - SP:183696
    Turmalina - MG:383527
    Turmalina - SP:173667
    Tururu - CE:853358
    Turvelândia - GO:643642
    Turvo - PR:423642
    Turvo - SC:483525
    Turvolândia - MG:353242
    Turvânia - GO:643682
    Turvínia - SP:173349
    Tutóia - MA:983479
    Uarini - AM:973346
    Uauá - BA:743673
    Ubaitaba - BA:733230,733561
    Ubajara - CE:883634
    Ubaporanga - MG:333323
    Ubarana - SP:173807
    Ubatuba - SP:123832,123833,123834,123835,123836,123842,123843,123845,123848,123849
    Ubatã - BA:733245
    Ubaí - MG:383633
    Ubaíra - BA:753544
    Uberaba - MG:343071,343074,343318,343322,343332,343333,343336,343338,343352,343359,343972
    Uberlândia - MG:342102,343003,343088,343131,343212,343213,343215,343221,343228,343232,343235,343236,343244,343256
    Uberlândia - MG:343257,343259,343292,343301,343304,344004,344009
    Ubirajara - SP:143472
    Ubiratã - PR:443543
    Ubá - MG:323021,323531,323532,323539,323541
    Uchoa - SP:173101,173826
    Uibaí - BA:743649
    Uiramutã - RR:953591
    Uiraúna - PB:833534
    Ulianópolis - PA:913726
    Umari - CE:883578
    Umarizal - RN:843397
    Umbaúba - SE:793546
    Umburanas - BA:743528
    Umburatiba - MG:333628
    Umbuzeiro - PB:833395
    Umirim - CE:853364
    Umuarama - PR:442031,443038,443055,443056,443361,443621,443622,443623,443624,443626,443639,443906
    Una - BA:733236
    Unaí - MG:382102,383505,383676,383677
    Uniflor - PR:443270
    Unistalda - RS:553611
    União - PI:863265
    União Paulista - SP:173278
    União da Serra - RS:543476
    União da Vitória - PR:423519,423521,423522,423523,423524,423903
    União de Minas - MG:343456
    União do Norte (Antiga Lenislândia) - MT:663504
    União do Oeste - SC:493348
    União do Sul - MT:663540
    União dos Palmares - AL:823281,823294
    Upanema - RN:843325
    Urandi - BA:773456
    Uraí - PR:433541
    Urbano Santos - MA:983469
    Uru - SP:143582
    Uruana - GO:623344
    Uruará - PA:933532
    Uruaçu - GO:623357
    Urubici - SC:493278
    Uruburetama - CE:853353
    Urucará - AM:923571
    Urucurituba - AM:923524
    Urucânia - MG:313876
    Uruguaiana - RS:552102,553401,553402,553411,553412,553413,553414
    Uruoca - CE:883648
    Urupema - SC:493236
    Urupá - RO:693413
    Urupês - SP:173552
    Urussanga - SC:483441,483465
    Urutaí - GO:643465
    Uruçuca - BA:733239
    Uruçuí - PI:893544
    Urânia - SP:173634
    Utinga - BA:753337
    Vacaria - RS:543231,543232,543511,543908
    Vale Vêneto - RS:553289
    Vale de São Domingos - MT:653268
    Vale do Anari - RO:693525
    Vale do Paraíso - RO:693464
    Vale do Sol - RS:513750
    Vale dos Sonhos - MT:663442
    Valente - BA:753263
    Valentim Gentil - SP:173485
    Valença - BA:753641,753643,753677
    Valença - RJ:242452,242453
    Valença do Piauí - PI:893465
    Valinhos - SP:193829,193849,193859,193869,193871,193881,193929
    Valparaíso - SP:183401
    Valparaíso de Goiás - GO:613624,613627,613629,613669
    Vanini - RS:543340
    Vargem - SC:493549
    Vargem - SP:114598
    Vargem Alegre - MG:333324
    Vargem Alta - ES:283528
    Vargem Bonita - MG:373435
    Vargem Bonita - SC:493548
    Vargem Grande - MA:983461
    Vargem Grande Paulista - SP:114158,114159,124158,124159
    Vargem Grande do Soturno - ES:283524
    Vargem Grande do Sul - SP:193641,193643
    Vargeão - SC:493434
    Varginha - MG:352105,352106,353015,353067,353068,353212,353214,353221,353222,353223,353229,353690,354101
    Varjota - CE:883639
    Varjão - GO:623554
    Varjão de Minas - MG:383567
    Varpa - SP:143493
    Varre-Sai - RJ:223843
    Varzedo - BA:753381
    Varzelândia - MG:383625
    Vassouras - RJ:242471,242491
    Vazante - MG:343813
    Venda Nova do Imigrante - ES:283546
    Vendinha - RS:513647,513657
    Venha-Ver - RN:843355
    Ventania - PR:423259,423274
    Venturosa - PE:873833
    Venâncio Aires - RS:513738,513741,513793,513983
    Vera - MT:663583
    Vera Cruz - BA:713633,713636,713637,713681,733274
    Vera Cruz - RN:843275
    Vera Cruz - RS:513718
    Vera Cruz - SP:143492
    Vera Cruz do Oeste - PR:453267
    Veranópolis - RS:543017,543441
    Verdejante - PE:873886
    Vereda - BA:733661
    Vermelho - MG:323711
    Vermelho - PE:873991
    Vertentes - PE:813734
    Verê - PR:463535
    Veríssimo - MG:343323
    Vespasiano - MG:313621,313622,313645,314138
    Viadutos - RS:543395
    Viamão - RS:513045,513054,513434,513436,513444,513446,513485,513492,513493
    Viana - ES:273255,273344,273354
    Viana - MA:983351
    Vianópolis - GO:623335
    Vicente Dutra - RS:553737
    Vicentina - MS:673468
    Vicentinópolis - GO:643691
    Vicentinópolis - SP:183604
    Victor Graeff - RS:543338
    Vicência - PE:813641
    Vidal Ramos - SC:473356
    Videira - SC:493531,493533,493566
    Vidigal - PR:443588
    Vieiras - MG:323755
    Vieirópolis - PB:833547
    Vigia - PA:913731
    Vila Bela da Santíssima Trindade - MT:653259
    Vila Boa - GO:623466
    Vila Campinas (Pad Peixoto) - AC:683267
    Vila Cristina - RS:543287
    Vila Cruzeiro do Sul - PA:943353
    Vila Extrema - RO:693252
    Vila Flor - RN:843245
    Vila Flores - RS:543447
    Vila Ipiranga - PR:453543
    Vila Macaúba - MS:673429
    Vila Mandii - PA:943364
    Vila Maria - RS:543359
    Vila Marques - MS:673487
    Vila Nova - PR:453269
    Vila Nova Califórnia - RO:693253
    Vila Nova Casa Verde - MS:673499
    Vila Nova do Sul - RS:553234
    Vila Nova dos Martírios - MA:993539
    Vila Novo Paraíso - PA:943366
    Vila Pavão - ES:273753
    Vila Residencial Belo Monte - PA:933521
    Vila Residencial de Tucuruí - PA:943778
    Vila Rica - MT:663554
    Vila Santa Fé - PA:943385
    Vila Seca - RS:543267
    Vila Taboca - PA:943365
    Vila Valério - ES:273728
    Vila Vargas - MS:673414
    Vila Velha - ES:272144,273031,273032,273033,273072,273139,273229,273239,273242,273260,273299,273311,273326,273350
    Vila Velha - ES:273369,273388,273533,274105
    Vila de Jericoacoara - CE:883669
    Vila do V - AC:683262
    Vilhena - RO:692101,693316,693321,693322
    Vinhedo - SP:193000,193030,193129,193826,193836,193846,193856,193876,193886
    Viradouro - SP:173392
    Virgem da Lapa - MG:333736
    Virginópolis - MG:333416
    Virgolândia - MG:333295
    Virgínia - MG:353373
    Virmond - PR:423618
    Visconde de Mauá - RJ:243387
    Visconde do Rio Branco - MG:323551,323559
    Viseu - PA:913429
    Vista Alegre - MS:673405
    Vista Alegre - RS:553730
    Vista Alegre do Abunã - RO:693251
    Vista Alegre do Alto - SP:163287
    Vista Alegre do Prata - RS:543478
    Vista Gaúcha - RS:553552
    Vista Serrana - PB:833436
    Vitor Meireles - SC:473258
    Vitorino - PR:463227
    Vitória - ES:273015,273071,273081,273082,273084,273132,273137,273145,273181,273182,273194,273198,273215,273222
    Vitória - ES:273223,273224,273225,273227,273232,273233,273235,273237,273314,273315,273317,273321,273322,273324
    Vitória - ES:273325,273327,273331,273332,273333,273335,273337,273345,273347,273355,273357,273381,273382,273395
    Vitória - ES:274002,274003,274007
    Vitória Brasil - SP:173642
    Vitória da Conquista - BA:772101,772102,77308,773201,773202,773401,773402,77342,774009,774141
    Vitória das Missões - RS:553614
    Vitória de Santo Antão - PE:813114,813145,813523,813526
    Vitória do Jari - AP:963622
    Vitória do Mearim - MA:983352
    Viçosa - AL:823283
    Viçosa - MG:313611,313885,313891,313892,313899
    Viçosa - RN:843376
    Viçosa do Ceará - CE:883632
    Volta Grande - MG:323463
    Volta Redonda - RJ:242102,242107,243076,243320,24334
    Votorantim - SP:153242,153243,153245,153247,153343,153353,153416
    Votuporanga - SP:173405,173421,173422,173423,173426
    Várzea - PB:833469
    Várzea - RN:843285
    Várzea Alegre - CE:883541
    Várzea Grande - MT:652137,653026,653029,653053,653362,653364,653388,65368,653691,653692,653694,653695,653927,654004
    Várzea Grande - MT:654104
    Várzea Grande - PI:893471
    Várzea Nova - BA:743659
    Várzea Paulista - SP:114493,114595,114596,114606
    Várzea da Palma - MG:383731
    Várzea da Roça - BA:743669
    Várzea do Capivarita - RS:513735
    Várzea do Poço - BA:743639
    Wagner - BA:753336
    Wall Ferraz - PI:893452
    Wanderley - BA:773626
    Wanderlândia - TO:633453
    Wenceslau Braz - MG:353626
    Wenceslau Braz - PR:433528
    Wenceslau Guimarães - BA:733278
    Werneck - RJ:242266
    Witmarsum - SC:473358
    Xambioá - TO:633473
    Xambrê - PR:443632,443688
    Xangri-Lá - RS:513689
    Xanxerê - SC:493382,493431,493433
    Xapuri - AC:683542
    Xavantina - SC:493454
    Xaxim - SC:493353
    Xexéu - PE:813681,813693
    Xinguara - PA:943426
    Xingó - AL:823686
    Xique-Xique - BA:743661
    Xique-xique - BA:743664
    Yolanda - PR:443545
    Zacarias - SP:183694
    Zortéa - SC:493557
    Zé Doca - MA:983655,983689
    Água Azul do Norte - PA:943427
    Água Boa - MG:333515
    Água Boa - MT:663468
    Água Branca - AL:823644
    Água Branca - PB:833481
    Água Branca - PI:863282
    Água Clara - MS:673239,673665
    Água Comprida - MG:343324
    Água Doce - SC:493524
    Água Doce do Maranhão - MA:983485
    Água Doce do Norte - ES:273759
    Água Fria - BA:753294
    Água Fria de Goiás - GO:623464
    Água Limpa - GO:643489
    Água Nova - RN:843359
    Água Santa - RS:543348
    Águas Belas - PE:873775
    Águas Formosas - MG:333611
    Águas Frias - SC:493332
    Águas Lindas de Goiás - GO:613613,613616,613617,613618,613619
    Águas Vermelhas - MG:333755
    Águas da Prata - SP:193642,193649
    Águas de Chapecó - SC:493339
    Águas de Jurema - PR:443576
    Águas de Lindóia - SP:193824,193924
    Águas de Santa Bárbara - SP:143765
    Águas de São Pedro - SP:193482
    Águia Branca - ES:273745
    Águia da Castelo - SP:153264
    Álvares Florence - SP:173486
    Álvares Machado - SP:183273
    Álvaro de Carvalho - SP:143484
    Área 11 - SP:11,113240,113264
    Área 12 - SP:12
    Área 13 - SP:13
    Área 14 - SP:14
    Área 15 - SP:15
    Área 16 - SP:16
    Área 17 - SP:17
    Área 18 - SP:18
    Área 19 - SP:19
    Área 21 - RJ:21
    Área 22 - RJ:22
    Área 24 - RJ:24
    Área 27 - ES:27
    Área 28 - ES:28
    Área 31 - MG:31,313210,313211,313215,313216,313220,313229,313276,313277,313289,313410,313411,313414,313419,313456
    Área 31 - MG:313459,313470,313472,313479,313480,313482,313488,313489,313490,313491,313499,313590,313598,313820
    Área 31 - MG:313826,313827,313828
    Área 32 - MG:32
    Área 33 - MG:33
    Área 34 - MG:34
    Área 35 - MG:35
    Área 37 - MG:37
    Área 38 - MG:38
    Área 41 - PR:41
    Área 42 - PR:42
    Área 43 - PR:43
    Área 44 - PR:44
    Área 45 - PR:45
    Área 46 - PR:46
    Área 47 - SC:47
    Área 48 - SC:48
    Área 49 - SC:49
    Área 51 - RS:51,51320,513210,513215,513218,513229,513234,513236,513237,513238,513239,513243,513252,513253,513255
    Área 51 - RS:513256,513260,513263,513264,513266,513267,513270,513274,513279,513285,513288,513289,51329,51330,513310
    Área 51 - RS:51332,513337,513345,513348,513354,513362,513363,513368,513370,513372,513375,513379,513380,513381,513382
    Área 51 - RS:513387,513389,513394,513396,513399
    Área 53 - RS:53
    Área 54 - RS:54
    Área 55 - RS:55
    Área 61 - DF:61,613241
    Área 62 - GO:62
    Área 63 - TO:63
    Área 64 - GO:64
    Área 65 - MT:65
    Área 66 - MT:66
    Área 67 - MS:67
    Área 68 - AC:68
    Área 69 - RO:69
    Área 71 - BA:71
    Área 73 - BA:73
    Área 74 - BA:74
    Área 75 - BA:75
    Área 77 - BA:77
    Área 79 - SE:79
    Área 81 - PE:81
    Área 82 - AL:82
    Área 83 - PB:83
    Área 84 - RN:84
    Área 85 - CE:85
    Área 86 - PI:86
    Área 87 - PE:87
    Área 88 - CE:88
    Área 89 - PI:89
    Área 91 - PA:91
    Área 92 - AM:92
    Área 93 - PA:93
    Área 94 - PA:94
    Área 95 - RR:95
    Área 96 - AP:96
    Área 97 - AM:97
    Área 98 - MA:98
    Área 99 - MA:99
    Áurea - RS:543527
    Ângulo - PR:443256
    Érico Cardoso - BA:773677
    Óbidos - PA:933547
    Óleo - SP:143357
    """#
}
