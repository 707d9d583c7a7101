/// A small registry without fault that uses every table and nearly every column.
package enum FuzzTables {
  package static let sound: [String: [UInt8]] = texts.mapValues { Array($0.utf8) }

  private static let texts = [
    "contracts.csv": "id,customer,status\nC1,\"Ana \"\"A\"\"\",active\nC2,João,overdue\n",
    "plans.csv":
      "id,name,grace_s,rounding,decimals,allowance_scope,charge_rounding\nP1,,3,up,2,contract,\nP2,,,,,,cut\n",
    "lines.csv": """
    id,contract,number,plan,reset_day,active_from,active_until,active,trunk,account_code,range_start,range_end
    L1,C1,554833330001,P1,10,2026-01-01,2026-06-30,yes,T,1,554833330000,554833330099
    L1,C1,554833330001,P1,10,2026-07-01,,no,T,1,554833330000,554833330049
    L2,C2,554833330002,P2,9,,,,TRK01,042296,,

    """,
    "dids.csv": "line,number,priority,port\nL1,554833330005,1,1\nL2,554833330006,,\n",
    "allowances.csv":
      "plan,name,kind,amount,zones,priority,proration,carry_over\nP1,a,minutes,1.5,local vc1,1,days,minutes 2\nP2,v,value,9.99,*,,,all\n",
    "bands.csv": "band,days,from,until\nday,mon tue,08:00,18:00\nnight,mon,18:00,24:00\n",
    "zone_labels.csv": "zone,label\nfixed,Fixo\nintl:uk,Reino Unido\n",
    "hidden_numbers.csv": "number,name\n188,Apoio\n08001234567,\n",
    "costs.csv": "carrier,trunk,prefix,price_per_minute,minimum_s,step_s,valid_from,valid_until\nA,T1,55,0.02,30,6,,\n",
    "holidays.csv": "date,name\n2026-12-25,Natal\n",
    "zones.csv": "prefix,zone\n554833,fixed\n44,intl:uk\n",
    "rates.csv": """
    plan,zone,price_per_minute,connection_fee,minimum_s,step_s,from_s,band,valid_from,valid_until
    P1,local,0.05,0.1,30,6,0,day,2026-01-01,
    P1,local,0.04,,30,6,60,day,2026-02-01,
    P1,local,0.03,,30,6,0,night,2026-01-01,2026-12-31
    P2,*,1,,,,,,,

    """,
  ]
}
