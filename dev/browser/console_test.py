"""The console as a person uses it (spec 8.1, 8.3): forms wrong and right, imports, held rows, closing, roles, axe-core."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

PROGRAM = os.path.abspath(os.environ["BIN"])
AXE = pathlib.Path(os.environ["AXE"]).read_text()
ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "uma senha bem longa"
PAGES = """/painel /1/chamadas /1/chamadas/explicar?id=6e3d4309-00000011 /1/extrato?linha=L02&ciclo=2026-11-09 /1/servicos
/1/servicos/totais /1/servicos/fechar /1/importacoes /1/importacoes/arquivos /1/importacoes/execucao/1 /1/pendencias
/1/pendencias?tipo=rejected /1/alertas /1/cadastros/contracts /1/cadastros/lines /1/cadastros/lines/novo
/1/cadastros/lines/ver?id=L01 /1/cadastros/lines/alterar?id=L01 /1/cadastros/partitions/novo /1/cadastros/rates
/1/numeros?range=centro /1/agenda /1/plataforma /1/integracao /1/integracao/arquivo /1/relatorios?de=2026-11-01
/1/alteracoes /1/pendencias/linha/1 /1/chamadas/totais /usuarios /acessos /conta /nada""".split()


class Console:
    """A provider with the sample's registers and calls, and the console that serves it."""

    def __init__(self, has_platform=False):
        self.platform = None
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.site = self.directory / "site"
        self.run("init", self.site, "--database", "--quiet", "--description", "Provedor de Teste")
        text = (self.site / "integration.yml").read_text()
        (self.site / "integration.yml").write_text(text.replace("settle_seconds: 60", "settle_seconds: 0"))
        self.run("registry", "import", ROOT / "SampleCDR/registry", "--config", self.site, "--quiet")
        self.run("ranges", "add", "--config", self.site, "--name", "centro", "--area", "5548", "--first", "33334440",
                 "--last", "33334459", "--quiet")
        (self.site / "cdr").mkdir(exist_ok=True)
        for name in ["cdr-20261109.csv", "cdr-20261110.csv"]:
            shutil.copy(ROOT / "SampleCDR/cdr" / name, self.site / "cdr")
        self.run("import", "--config", self.site, "--quiet")
        for role in ["admin", "operator", "billing", "reader"]:
            self.run("users", "add", role, "--role", role, "--config", self.site, input=PASSWORD + "\n")
        if has_platform:
            self.connect_platform()
        self.server = subprocess.Popen([PROGRAM, "serve", "--config", self.site, "--listen", "127.0.0.1:0", "--quiet"],
                                       stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().strip().rstrip("/")

    def connect_platform(self):
        self.platform = subprocess.Popen([PROGRAM, "platform-simulator", "--port", "0", "--quiet"],
                                         stdout=subprocess.PIPE, text=True)
        port = re.search(r"\d+$", self.platform.stdout.readline().strip()).group(0)
        secret = self.site / "platform-password"
        secret.write_text("summit\n")
        secret.chmod(0o600)
        config = self.site / "integration.yml"
        text = re.sub(r"(?ms)^(access|summit_api):.*?(?=^\S|\Z)", "", config.read_text())
        config.write_text(text + f"""
access: {{user: provedor, host: 127.0.0.1, port: {port}, password_file: platform-password}}
summit_api: {{host: 127.0.0.1, port: {port}, mode: stable}}
""")

    def run(self, *arguments, input=None):
        subprocess.run([PROGRAM, *map(str, arguments)], check=True, input=input, text=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def stop(self):
        self.server.terminate()
        self.server.wait(20)
        self.server.stdout.close()
        if self.platform:
            self.platform.terminate()
            self.platform.wait(20)
            self.platform.stdout.close()
        shutil.rmtree(self.directory)


class Browser:
    def __init__(self, url, user="admin", width=1366, has_script=True):
        options = Options()
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--lang=pt-BR", f"--window-size={width},900"]:
            options.add_argument(argument)
        if not has_script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "SEVERE"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
        self.url = url
        self.go("/entrar")
        self.type(usuario=user, senha=PASSWORD)
        self.press("Entrar")
        for _ in range(100):
            if "/entrar" not in self.driver.current_url:
                break
            time.sleep(0.1)

    def go(self, path):
        self.driver.get(self.url + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def type(self, **fields):
        for name, value in fields.items():
            field = self.driver.find_element(By.CSS_SELECTOR, f"main [name='{name}']")
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            elif field.get_attribute("type") == "date":
                self.driver.execute_script("arguments[0].value = arguments[1]", field, value)
            else:
                field.clear()
                field.send_keys(value)

    def press(self, label):
        buttons = [b for b in self.all("main button:not(.oculto)") if b.text == label and b.is_displayed()]
        page = self.driver.find_element(By.TAG_NAME, "html")
        buttons[0].click()
        self.leave(page)

    def click(self, label):
        """Follows the link of that text, as one sees it: opens the menu first where it is folded."""
        links = [link for link in self.all("a") if link.text.strip() == label and link.is_displayed()]
        if not links:
            raise AssertionError(f"no link {label!r} on {self.driver.current_url}: {self.text()[:500]}")
        page = self.driver.find_element(By.TAG_NAME, "html")
        links[0].click()
        self.leave(page)

    def leave(self, page, seconds=3):
        """Waits until the page that was clicked on is gone and the next one is whole."""
        for _ in range(seconds * 20):
            try:
                page.tag_name
            except WebDriverException:
                # Stale; or, in the moment of the change, not of the document.
                break
            time.sleep(0.05)
        for _ in range(200):
            if self.driver.execute_script("return document.readyState") == "complete":
                return
            time.sleep(0.05)

    def text(self):
        for _ in range(20):
            try:
                return self.driver.find_element(By.TAG_NAME, "main").text
            except (StaleElementReferenceException, NoSuchElementException):
                time.sleep(0.1)
        return self.driver.find_element(By.TAG_NAME, "main").text

    def wait_for(self, text, seconds=30):
        for _ in range(seconds * 5):
            if text in self.text():
                return
            time.sleep(0.2)
        raise AssertionError(f"{text!r} never came: {self.text()}")

    def close(self):
        faults = [entry["message"] for entry in self.driver.get_log("browser")]
        self.driver.quit()
        return faults


class ClerkTest(unittest.TestCase):
    """Someone who has never seen a terminal: by what stands on the pages alone, no address typed but the first."""

    @classmethod
    def setUpClass(cls):
        cls.console = Console(has_platform=True)

    @classmethod
    def tearDownClass(cls):
        cls.console.stop()

    def test_from_a_customers_line_to_the_exported_month(self):
        browser = Browser(self.console.url, "admin")
        self.addCleanup(browser.close)
        # A price is changed, so that one can find by whom.
        browser.click("Tarifas")
        browser.type(busca="vc1")
        browser.press("Buscar")
        browser.click("essencial")
        browser.click("Alterar")
        browser.type(price_per_minute="0,77")
        browser.press("Salvar")
        browser.wait_for("Salvo.")
        # The customer and the line.
        browser.click("Partições")
        browser.click("Incluir partição")
        browser.type(code="FLN", description="Florianópolis")
        browser.press("Salvar")
        browser.click("Contratos")
        browser.click("Incluir contrato")
        browser.type(id="5001", customer="Padaria do Exemplo", city="São José")
        browser.press("Salvar")
        browser.click("Incluir linha SIP")
        browser.type(id="L77", plan="essencial", reset_day="10", active_from="2026-11-01", bid_type="terminal")
        browser.press("Listar")
        browser.press("Escolher")
        browser.type(partition="FLN")
        browser.press("Salvar")
        browser.wait_for("Incluído.")
        # Activated: the platform's answer comes while one looks.
        browser.wait_for("feito")
        terminal = browser.driver.find_element(By.XPATH, "//dt[text()='Terminal']/following-sibling::dd").text
        self.assertNotEqual(terminal, "—")
        # Its calls arrive with the next files.
        header = "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"
        call = "padaria-{0};2026-11-12 09:0{0}:00;2026-11-12 09:0{0}:08;2026-11-12 09:0{0}:59;{1};48999990001;59;51;OUT;ANSWERED;;\n"
        (self.console.site / "cdr/novas.csv").write_text(
            header + call.format(1, "554833334440") + call.format(2, "554833334440") + call.format(3, "554833334459"))
        browser.click("Importações")
        browser.press("Importar agora")
        browser.wait_for("novas.csv")
        browser.click("Linhas SIP")
        browser.type(busca="L77")
        browser.press("Buscar")
        browser.click("L77")
        browser.click("Chamadas")
        self.assertEqual(len(browser.all("tbody tr")), 2)
        # One of them, for the customer on the telephone.
        browser.click("12/11/2026 09:01:00")
        browser.wait_for("O plano essencial cobra R$ 0,77 por minuto")
        # The third call is of a number that nobody has: its cause is repaired from its own page.
        browser.click("Pendências")
        browser.type(arquivo="novas.csv")
        browser.press("Filtrar")
        browser.click(browser.all("tbody td a")[0].text)
        browser.click("Incluir como DID de uma linha")
        self.assertEqual(browser.all("[name=number]")[0].get_attribute("value"), "554833334459")
        browser.type(line="L77", port="2")
        browser.press("Salvar")
        browser.wait_for("Incluído.")
        browser.click("Pendências")
        browser.type(arquivo="novas.csv")
        browser.press("Filtrar")
        browser.click(browser.all("tbody td a")[0].text)
        browser.press("Reprocessar")
        browser.wait_for("1 resolvidas")
        # The month is closed and its services exported.
        downloads = self.console.directory / "downloads"
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {
            "behavior": "allow", "downloadPath": str(downloads)})
        browser.click("Serviços adicionais")
        browser.click("Fechar ciclos")
        browser.type(antes="2026-11-10")
        browser.press("Simular")
        browser.wait_for("simulação: nada foi alterado")
        browser.all("[name=suspensas]")[0].click()
        browser.press("Fechar")
        browser.wait_for("ciclos fechados")
        browser.click("Serviços adicionais")
        browser.press("Exportar")
        for _ in range(50):
            if (downloads / "servicos.csv").exists():
                break
            time.sleep(0.2)
        self.assertGreater(len((downloads / "servicos.csv").read_text().splitlines()), 1)
        # Who changed the price.
        browser.click("Alterações")
        browser.type(cadastro="rates")
        browser.press("Filtrar")
        row = browser.all("tbody tr")[0].text
        self.assertIn("admin", row)
        self.assertIn("0,77", row)


class ConsoleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.console = Console()

    @classmethod
    def tearDownClass(cls):
        cls.console.stop()

    def browser(self, user="admin", **options):
        browser = Browser(self.console.url, user, **options)
        self.addCleanup(browser.close)
        return browser

    def test_a_line_is_entered_wrong_then_right_with_a_number_of_the_list(self):
        browser = self.browser("operator")
        browser.go("/1/cadastros/contracts/novo")
        browser.type(id="2001", customer="Ana de Exemplo", city="Palhoça")
        browser.press("Salvar")
        browser.wait_for("Incluído.")
        browser.go("/1/cadastros/lines/novo?contract=2001")
        browser.type(id="L90", plan="essencial", reset_day="31")
        browser.press("Listar")
        browser.wait_for("(48) 3333-4440")
        browser.press("Escolher")
        self.assertEqual(browser.all("[name=number]")[0].get_attribute("value"), "554833334440")
        self.assertEqual(browser.all("[name=id]")[0].get_attribute("value"), "L90")
        browser.press("Salvar")
        wrong = browser.all(".errado")
        self.assertEqual([field.find_element(By.TAG_NAME, "input").get_attribute("name") for field in wrong], ["reset_day"])
        browser.type(reset_day="10")
        # Enter saves, though "Listar" is the first button that one sees.
        browser.all("[name=reset_day]")[0].send_keys("\n")
        browser.wait_for("Incluído.")
        browser.wait_for("(48) 3333-4440")
        browser.go("/1/cadastros/dids/novo?line=L90")
        browser.type(number="(48) 3333-4441", port="2", priority="1")
        browser.press("Salvar")
        browser.wait_for("Palhoça")
        browser.go("/1/numeros?range=centro&situacao=in-use")
        self.assertIn("(48) 3333-4441", browser.text())

    def test_fields_of_blocking_appear_with_blocking(self):
        browser = self.browser("operator")
        browser.go("/1/cadastros/partitions/novo")
        category = browser.all("[name=block_category]")[0]
        self.assertFalse(category.is_displayed())
        browser.type(block="yes")
        self.assertTrue(category.is_displayed())
        browser.type(code="FLN", description="Florianópolis")
        browser.press("Salvar")
        names = [f.find_element(By.TAG_NAME, "input").get_attribute("name") for f in browser.all(".errado")]
        self.assertEqual(names, ["default_category", "block_category", "cancel_category"])

    def test_each_other_form_of_the_manual_is_filled_in_wrong_then_right(self):
        browser = self.browser()
        forms = [
            ("/1/cadastros/ranges/novo", {"name": "sul", "area": "48", "first": "33335500", "last": "33335509"}, "area",
             {"area": "5548"}, "/1/cadastros/ranges", "sul"),
            ("/1/cadastros/categories/novo", {"description": "Residencial", "abbreviation": " "}, "abbreviation",
             {"abbreviation": "RES"}, "/1/cadastros/categories", "RES"),
            ("/1/cadastros/licences/novo", {"description": " ", "abbreviation": "BAS"}, "description",
             {"description": "Básica"}, "/1/cadastros/licences", "Básica"),
            ("/1/cadastros/cost_centres/novo", {"value": " "}, "value", {"value": "Default"},
             "/1/cadastros/cost_centres", "Default"),
            ("/1/agenda", {"minute": "61", "hour": "7"}, "minute", {"minute": "30"}, "/1/agenda", "07:30:00"),
            ("/1/integracao", {"description": "Provedor do Teste", "cdr.source_directory": ""}, "cdr.source_directory",
             {"cdr.source_directory": str(self.console.site / "cdr")}, "/1/chamadas", ""),
        ]
        for path, wrong, field, right, found_at, found in forms:
            with self.subTest(path=path):
                browser.go(path)
                browser.type(**wrong)
                browser.press("Salvar")
                named = [f.find_element(By.TAG_NAME, "input").get_attribute("name") for f in browser.all(".errado")]
                self.assertEqual(named, [field])
                self.assertTrue(browser.all(".errado .erro")[0].is_displayed())
                browser.type(**right)
                browser.press("Salvar")
                browser.go(found_at)
                self.assertIn(found, browser.text())
        self.assertEqual(browser.all(".marca")[0].text, "Provedor do Teste")

    def test_the_next_times_follow_what_is_typed(self):
        browser = self.browser()
        browser.go("/1/agenda")
        browser.type(minute="15", hour="5")
        browser.wait_for("05:15:00")
        browser.wait_for("Quando rodaria")
        browser.go("/1/agenda")
        self.assertNotIn("05:15:00", browser.text())

    def test_an_import_is_watched_and_a_held_row_repaired(self):
        browser = self.browser("operator")
        shutil.copy(ROOT / "SampleCDR/cdr/cdr-20261111.csv.gz", self.console.site / "cdr")
        browser.go("/1/importacoes")
        browser.press("Simular")
        browser.wait_for("simulação: nada foi alterado")
        browser.go("/1/importacoes")
        browser.press("Importar agora")
        browser.wait_for("cdr-20261111.csv.gz")
        browser.go("/1/pendencias?motivo=no-plan")
        self.assertEqual(len(browser.all("tbody tr")), 1)
        browser.go("/1/cadastros/lines/alterar?id=L13")
        browser.type(plan="essencial")
        browser.press("Salvar")
        browser.go("/1/pendencias?motivo=no-plan")
        browser.all("tbody input")[0].click()
        browser.press("Reprocessar")
        browser.wait_for("1 resolvidas")

    def test_a_cycle_is_closed_and_exported(self):
        browser = self.browser("billing")
        downloads = self.console.directory / "downloads"
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {
            "behavior": "allow", "downloadPath": str(downloads)})
        browser.go("/1/servicos/fechar")
        browser.type(antes="2026-11-10")
        browser.all("[name=suspensas]")[0].click()
        browser.press("Fechar")
        browser.wait_for("ciclos fechados")
        browser.go("/1/servicos?situacao=closed")
        closed = len(browser.all("tbody tr"))
        self.assertGreater(closed, 0)
        browser.press("Exportar")
        for _ in range(50):
            if (downloads / "servicos.csv").exists():
                break
            time.sleep(0.2)
        self.assertEqual(len((downloads / "servicos.csv").read_text().splitlines()), closed + 1)

    def test_a_reader_is_refused_what_changes_and_sees_masked_numbers(self):
        browser = self.browser("reader")
        browser.go("/1/chamadas")
        self.assertIn("(**) ****-", browser.text())
        for path in ["/1/cadastros/lines/novo", "/usuarios", "/1/chamadas/exportar"]:
            browser.go(path)
            self.assertIn("não tem permissão", browser.text())

    def test_without_script_all_goes_on(self):
        browser = self.browser("billing", has_script=False)
        browser.go("/1/cadastros/holidays/novo")
        browser.all("[name=name]")[0].send_keys("Aniversário")
        browser.all("[name=date]")[0].send_keys("03232027")
        browser.press("Salvar")
        browser.wait_for("Incluído.")
        admin = self.browser(has_script=False)
        admin.go("/1/agenda")
        for name, value in [("minute", "45"), ("hour", "6")]:
            field = admin.all(f"[name={name}]")[0]
            field.clear()
            field.send_keys(value)
        admin.press("Ver as próximas cinco")
        admin.wait_for("06:45:00")
        # A filter whose totals nobody has asked for yet.
        admin.go("/1/chamadas?linha=L01&zona=vc1")
        admin.click("Totais deste filtro")
        admin.wait_for("Chamadas")

    def test_every_page_fits_and_axe_finds_nothing(self):
        shots = os.environ.get("SHOTS")
        for width in [1366, 390]:
            browser = self.browser(width=width)
            for theme in ["light", "dark"]:
                browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                    "features": [{"name": "prefers-color-scheme", "value": theme}]})
                for page in PAGES:
                    browser.go(page)
                    with self.subTest(page=page, width=width, theme=theme):
                        room = browser.driver.execute_script("return document.documentElement.scrollWidth")
                        self.assertLessEqual(room, width)
                        faults = browser.driver.execute_async_script(
                            AXE + ";const done = arguments[arguments.length - 1];"
                            "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.map("
                            "v => [v.impact, v.id, v.nodes[0].html])))")
                        self.assertEqual(faults, [])
                    if shots:
                        name = page.strip("/").replace("/", "-").split("?")[0]
                        pathlib.Path(shots).mkdir(exist_ok=True, parents=True)
                        browser.driver.save_screenshot(f"{shots}/{name}-{width}-{theme}.png")
            # Nothing was blocked, missing or wrong on the way, but the page that is not there.
            faults = [f for f in browser.close() if "/nada" not in f]
            self._cleanups.pop()
            self.assertEqual(faults, [])


if __name__ == "__main__":
    unittest.main()
