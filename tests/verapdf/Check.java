import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints, for each PDF that is named, whether it is PDF/UA-1, and each check that fails. */
public class Check {
    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour wanted = PDFAFlavour.PDFUA_1;
        for (String path : paths) {
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new FileInputStream(path), wanted)) {
                ValidationResult result =
                        Foundries.defaultInstance().createValidator(wanted, false).validate(parser);
                System.out.println(result.isCompliant());
                for (TestAssertion each : result.getTestAssertions()) {
                    if (each.getStatus() != TestAssertion.Status.PASSED) {
                        System.out.println("  " + each.getRuleId() + " " + each.getMessage());
                    }
                }
            }
        }
    }
}
