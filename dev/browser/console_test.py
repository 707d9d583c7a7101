"""The console as a person uses it (spec 8.1, 8.3): forms wrong and right, imports, held rows, closing, roles, axe-core."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
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
/1/numeros?range=centro /1/agenda /1/plataforma /1/integracao /usuarios /acessos /conta /nada""".split()


class Console:
    """A provider with the sample's registers and calls, and the console that serves it."""

    def __init__(self):
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
        self.server = subprocess.Popen([PROGRAM, "serve", "--config", self.site, "--listen", "127.0.0.1:0", "--quiet"],
                                       stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().strip().rstrip("/")

    def run(self, *arguments, input=None):
        subprocess.run([PROGRAM, *map(str, arguments)], check=True, input=input, text=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def stop(self):
        self.server.terminate()
        self.server.wait(20)
        self.server.stdout.close()
        shutil.rmtree(self.directory)


class Browser:
    def __init__(self, url, user="admin", width=1366, has_script=True):
        options = Options()
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},900"]:
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

    def leave(self, page, seconds=3):
        """Waits until the page that was clicked on is gone and the next one is whole."""
        for _ in range(seconds * 20):
            try:
                page.tag_name
            except StaleElementReferenceException:
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
        self.assertIn("(48) 3333-****", browser.text())
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
