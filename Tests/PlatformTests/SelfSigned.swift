/// A certificate of 127.0.0.1 that no authority signed, and its key: of use to nobody, valid for a hundred years.
enum SelfSigned {
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBkDCCATagAwIBAgIUeN2pFwYdnBh8arpP8kgmksBTBS0wCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNTIxNDkzN1oYDzIxMjYxMTAx
    MjE0OTM3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAARsLbhx3vAj62QTvVyjN+tpehw8Espbb8d/m3fDq6X20rOJgini1pay
    Cw3biBiozn5AFpDZUCTGTcAUSeoNH8Yto2QwYjAdBgNVHQ4EFgQUQ/PSChWHWWFa
    Tgd2Q+ncHYzRCL4wHwYDVR0jBBgwFoAUQ/PSChWHWWFaTgd2Q+ncHYzRCL4wDwYD
    VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
    IEKtMCf78wX2vugh2GivCA2FfQ+wkdryxHoi6oBECQzyAiEAoBiARUoPhMClwpz3
    g7Lrt22ZsTGiojnPqUrSDZGmAbE=
    -----END CERTIFICATE-----
    """

  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8Tzz64cOdx4t9VrY
    bW/b3ofimrBhmg1eov4+lhbkRcGhRANCAARsLbhx3vAj62QTvVyjN+tpehw8Espb
    b8d/m3fDq6X20rOJgini1payCw3biBiozn5AFpDZUCTGTcAUSeoNH8Yt
    -----END PRIVATE KEY-----
    """
}
