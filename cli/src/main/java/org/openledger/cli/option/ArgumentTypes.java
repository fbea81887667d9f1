package org.openledger.cli.option;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.openledger.identity.Address;
import org.openledger.store.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From words of the command line to the types of options. A word that is no such thing is wrong usage. */
public final class ArgumentTypes {
    private ArgumentTypes() {}

    public static void register(CommandLine line) {
        line.registerConverter(InputFile.class, InputFile::new)
                .registerConverter(RowsFile.class, RowsFile::new)
                .registerConverter(AccountNamed.class, ArgumentTypes::account)
                .registerConverter(InputFolder.class, path(InputFolder::new))
                .registerConverter(OutputFile.class, path(OutputFile::new))
                .registerConverter(OutputFolder.class, path(OutputFolder::new))
                .registerConverter(URI.class, ArgumentTypes::url)
                .registerConverter(AccountAddress.class, ArgumentTypes::address)
                .registerConverter(VersionNumber.class, VersionNumber::parse)
                .registerConverter(Beacon.class, Beacon::parse);
    }

    private static <T> ITypeConverter<T> path(Function<Path, T> of) {
        return word -> {
            try {
                return of.apply(Path.of(word));
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + word + "' is no path: " + e.getReason());
            }
        };
    }

    private static URI url(String word) {
        try {
            URI url = new URI(word);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new TypeConversionException("'" + word + "' is no URL: " + e.getReason());
        }
        throw new TypeConversionException("'" + word + "' is no URL such as http://127.0.0.1:8080");
    }

    private static AccountNamed account(String word) {
        return new AccountNamed(word.startsWith("0x") ? address(word).text() : word);
    }

    private static AccountAddress address(String word) {
        try {
            return new AccountAddress(Address.parse(word));
        } catch (Refusal refusal) {
            throw new TypeConversionException(refusal.getMessage());
        }
    }
}
